pledge-standing = { $count ->
    [zero] لا أحد يقف مع هذا بعد
    [one] شخص واحد يقف مع هذا
    [two] شخصان يقفان مع هذا
    [few] { $count } أشخاص يقفون مع هذا
    [many] { $count } شخصًا يقفون مع هذا
   *[other] { $count } شخص يقفون مع هذا
}
pledge-goal = الهدف التالي: { $count }
pledge-others = { $count ->
    [zero] ولا أحد غيرهم
    [one] وشخص آخر
    [two] وشخصان آخران
    [few] و{ $count } آخرون
    [many] و{ $count } آخرون
   *[other] و{ $count } آخرون
}
pledge-standing-about = { $count ->
    [zero] لا أحد يقف مع هذا بعد
    [one] نحو شخص واحد يقف مع هذا
    [two] نحو شخصين يقفان مع هذا
    [few] نحو { $count } أشخاص يقفون مع هذا
    [many] نحو { $count } شخصًا يقفون مع هذا
   *[other] نحو { $count } شخص يقفون مع هذا
}
pledge-others-about = { $count ->
    [zero] ولا أحد غيرهم
    [one] ونحو شخص آخر
    [two] ونحو شخصين آخرين
    [few] ونحو { $count } آخرين
    [many] ونحو { $count } آخرين
   *[other] ونحو { $count } آخرين
}
pledge-heading = وقّعوا
pledge-hint = لا حاجة إلى حساب. تصلكم رسالة واحدة فيها رابط، ولا يُحسب توقيعكم إلا حين تفتحونه.
pledge-name = الاسم
pledge-mail = عنوان بريدكم الإلكتروني
pledge-mail-hint = لرابط التأكيد. لا يُعرض أبدًا.
pledge-own-signed = لقد وقّعتم
pledge-own-hint = أنتم مسجّلو الدخول، فتكفي لمسة واحدة: يُحسب توقيعكم فورًا.
pledge-shown = ماذا يمكن للآخرين أن يروا من اسمكم؟
pledge-shown-hidden = لا شيء: أُحسب فقط
pledge-shown-initials = الحروف الأولى
pledge-shown-name = اسمي
pledge-place = أين أنتم
pledge-optional = يمكن تركه فارغًا.
pledge-comment = لماذا توقّعون
pledge-comment-hint = يمكن تركه فارغًا. لا يُعرض.
pledge-trap = اتركوا هذا فارغًا
pledge-consent = أقف مع هذا، وأوافق على أن تحفظ { $name } توقيعي إلى أن أمحوه.
pledge-send = توقيع
pledge-privacy-sealed = يُختم ما تكتبونه فورًا، فلا يستطيع هذا الخادم قراءته ثانية. وحدها { $name } تستطيع، بمفتاح محفوظ في مكان آخر. وفي الرسالة رابط يمحو كل شيء.
pledge-privacy = لا يُحفظ عنوانكم، بل بصمة منه فقط كي تُحسبوا مرة واحدة. ولا يُحفظ من اسمكم إلا ما تسمحون به أعلاه. وفي الرسالة رابط يمحو كل شيء.
pledge-name-missing = اكتبوا الاسم
pledge-name-long = الاسم طويل جدًا. اختصروه
pledge-place-long = اسم المكان طويل جدًا. اختصروه
pledge-comment-long = النص طويل جدًا. اختصروه إلى 500 حرف
pledge-mail-wrong = ليس هذا عنوان بريد يمكن الإرسال إليه. يكون على شكل name@example.org
pledge-shown-missing = اختاروا ما يمكن للآخرين أن يروه من اسمكم
pledge-consent-missing = ضعوا علامة الموافقة. من دونها لا يُحفظ شيء
pledge-wait-title = كثيرون يوقّعون الآن
pledge-wait = انتظروا خمس ثوانٍ ثم اضغطوا الزر. ما كتبتموه لم يضع.
pledge-wait-button = توقيع
pledge-wait-privacy = لا يُحفظ هنا شيء مما كتبتموه قبل الضغط.
pledge-asked-title = انظروا في بريدكم
pledge-asked = إن كان هذا العنوان يستقبل البريد فستصله رسالة منا خلال دقائق. افتحوا الرابط فيها: عندها فقط يُحسب توقيعكم. وإلا فيُمحى بعد يومين.
pledge-asked-junk = لم يصل شيء؟ انظروا في مجلد الرسائل غير المرغوبة ثم حاولوا ثانية.
pledge-confirm-title = أكّدوا توقيعكم
pledge-confirm = هل تقفون مع «{ $name }»؟
pledge-confirm-button = نعم، احسبوني
pledge-confirm-not-you = إن لم تكونوا من وقّع فأغلقوا هذه الصفحة. سيُمحى كل شيء.
pledge-counts-title = شكرًا. صرتم محسوبين
pledge-counts = أنتم الآن تقفون مع <a>{ $name }</a>.
pledge-counts-share = <a>انشروها</a>: كل واحد يأتي بآخر.
pledge-counts-erase = يمكنكم <a>سحبه</a> في أي وقت.
pledge-erase-title = سحب توقيعكم؟
pledge-erase = لا يعود يُحسب، ولا يُحفظ شيء مما كتبتموه.
pledge-erase-button = محو توقيعي
pledge-erased-title = مُحي توقيعكم
pledge-erased = لم يعد يُحفظ منه شيء هنا.
pledge-stale-title = لم يعد هذا الرابط يعمل
pledge-stale = هو قديم جدًا أو استُعمل من قبل أو انقطع في الطريق. لم يتغير شيء. إن كنتم قد أكّدتم فأنتم محسوبون.
pledge-over-title = لا يمكن التوقيع هنا حاليًا
pledge-over = لا تقبل هذه الحملة توقيعات بهذه الاستمارة الآن. لم يُحسب شيء، ولم يُحفظ شيء مما كتبتموه.
pledge-full-title = عدد كبير جدًا يوقّع في هذه اللحظة
pledge-full = لم يُحفظ شيء مما كتبتموه. عودوا بعد ساعة، أو وقّعوا من ماستودون إن كان لكم حساب هناك.
pledge-mail-subject = { $name }: أكّدوا توقيعكم من فضلكم
pledge-mail-asked = وقّع أحدهم، ونرجو أن تكونوا أنتم، على «{ $name }» بهذا العنوان.
pledge-mail-shown = سيرى الآخرون: { $name }
pledge-mail-hidden = لا يُعرض اسمكم على أحد.
pledge-mail-confirm = افتحوا هذا للتأكيد خلال يومين:
pledge-mail-erase = لسحبه ومحو كل شيء، الآن أو لاحقًا، افتحوا:
pledge-mail-not-you = إن لم تكونوا أنتم فلا تفعلوا شيئًا. لا يُحسب، ويُمحى بعد يومين.
pledge-mail-twice-subject = { $name }: سبق أن وقّعتم
pledge-mail-twice = سبق أن وقّعتم على «{ $name }». تُحسبون مرة واحدة، ولم يتغير شيء.
pledge-desk-title = التوقيعات
pledge-desk-none = لا توجد بعد حملة يمكن التوقيع عليها.
pledge-desk-numbers-only = أرقام فقط: لا أحد هنا يستطيع أن يرى من وقّع.
pledge-desk-campaign = الحملة
pledge-desk-all = الكل
pledge-desk-form = بالاستمارة
pledge-desk-fediverse = من خوادم أخرى
pledge-desk-members = الأعضاء
pledge-desk-elsewhere = لدى الشركاء
pledge-desk-export = إخراج (مختومة)
pledge-desk-key-title = المفتاح الذي تُختم به التوقيعات
pledge-desk-key-none = لا يوجد بعد. إلى حينه لا يُحفظ مما يكتبه الموقّعون إلا الاسم الذي يريدون عرضه.
pledge-desk-key-is = تُختم التوقيعات بهذا المفتاح. ولا يقرؤها إلا من يملك نصفه الآخر:
pledge-desk-key-how = اصنعوا زوج مفاتيح على جهاز آخر، بالأمر «antiphon pledge key new» أو «age-keygen»، وضعوا هنا السطر العام فقط. واحفظوا النصف الخاص بعيدًا عن هذا الخادم، مع نسخة في مكان ثانٍ.
pledge-desk-key = المفتاح العام
pledge-desk-key-hint = سطر واحد يبدأ بـ age1
pledge-desk-key-save = الختم بهذا المفتاح من الآن
pledge-desk-key-saved = تُختم التوقيعات بهذا المفتاح من الآن. وتبقى السابقة مختومة بمفتاح وقتها.
pledge-names-title = الأسماء المعروضة
pledge-names-lead = يقرأ الجميع هذه الأسماء تحت الحملة. أزيلوا ما لا يصح أن يبقى، كالشتائم: يبقى التوقيع محسوبًا، ولا يُخبر صاحبه.
pledge-names-none = لا يُعرض هنا اسم أحد.
pledge-names-hide = إخفاء هذا الاسم
pledge-names-hidden = لم يعد الاسم معروضًا. والتوقيع محسوب كما كان.
pledge-names-pages = مزيد من الأسماء
pledge-names-newer = أحدث الأسماء
pledge-names-older = أسماء أقدم
