endorsement-by = بتأييد من:
endorsement-and-more = { $count ->
    [zero] ولا غيرهم ({ $count })
    [one] وجهة أخرى ({ $count })
    [two] وجهتين أخريين ({ $count })
    [few] و{ $count } جهات أخرى
    [many] و{ $count } جهة أخرى
   *[other] و{ $count } جهة أخرى
}
endorsement-heading = من يقف وراءه
endorsement-count = { $count ->
    [zero] لم تؤيده أي منظمة بعد
    [one] أيدته منظمة واحدة
    [two] أيدته منظمتان
    [few] أيدته { $count } منظمات
    [many] أيدته { $count } منظمة
   *[other] أيدته { $count } منظمة
}
endorsement-since = منذ { $when }
endorsement-proven = موقّع منهم
endorsement-unproven = قالوه على خادمهم، بلا توقيع
endorsement-earlier = أيدوا نسخة سابقة
endorsement-withdrawn = سُحب في { $when }
endorsement-check = <a>قراءة النسخ الموقّعة</a>
endorsement-title = التأييد
endorsement-intro = تضع المنظمات اسمها على نسخة واحدة من النص. وعندما يتغير النص تُسأل من جديد.
endorsement-received = لبياناتنا وحملاتنا
endorsement-given = لبيانات الآخرين وحملاتهم
endorsement-none = لا شيء هنا بعد.
endorsement-state-asked = سُئل
endorsement-state-offered = ينتظر قرارًا
endorsement-state-accepted = مقبول
endorsement-state-declined = مرفوض
endorsement-state-withdrawn = مسحوب
endorsement-state-replaced = مستبدل
endorsement-accept = القبول
endorsement-decline = الرفض
endorsement-remove = عدم عرضه بعد الآن
endorsement-withdraw = السحب
endorsement-renew = تأييد النسخة الحالية
endorsement-endorse = تأييده
endorsement-look-title = ما ستضعون اسمنا عليه
endorsement-look-there = اقرؤوه على خادومهم
endorsement-look-bound = توقيعنا مرتبط بهذه الكلمات بعينها. وإذا تغيّرت لم يعد محسوبًا.
endorsement-look-words = الكلمات
endorsement-look-digest = بصمة هذه النسخة:
endorsement-look-sign = تأييد هذه الكلمات
endorsement-look-approve = يجب أن يوافق آخرون قبل أن يوضع اسمنا عليه. أنتم تقدّمون هذه الكلمات بعينها.
endorsement-look-hand-in = تقديمه للموافقة
endorsement-look-back = الرجوع دون توقيع
endorsement-offer-heading = تأييد شيء لغيرنا
endorsement-offer-address = عنوان البيان أو الحملة
endorsement-offer-hint = كما يعرضه متصفحكم، مع ⁦https://⁩ في أوله
endorsement-offer-warning = يرى متابعونا أننا نشرناه، ويستطيع الجميع رؤية اسمنا هناك.
endorsement-invite-heading = سؤال شريك
endorsement-invite-object = عنوان بياننا أو حملتنا
endorsement-invite-partner = عنوان الشريك
endorsement-invite-send = سؤالهم
endorsement-done = تم.
endorsement-done-plain = سُجّل أنكم سألتموهم. خادمهم لا يعرف التأييد، فلم يُرسَل شيء. اطلبوا منهم بطريقة أخرى الرد على البيان بالوسم #{ $tag } أو إعادة نشره، ثم أكّدوه هنا.
