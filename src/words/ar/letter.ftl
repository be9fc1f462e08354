letter-heading = اكتبوا إلى أصحاب القرار
letter-hint = رسالة واحدة إلى كل منهم، تُرسَل من هنا في ساعات عملهم، باسمكم.
letter-count = { $count ->
    [zero] لم تُكتب أي رسالة بعد.
    [one] كُتبت رسالة واحدة.
    [two] كُتبت رسالتان.
    [few] كُتبت { $count } رسائل.
    [many] كُتبت { $count } رسالة.
   *[other] كُتبت { $count } رسالة.
}
letter-write-to = الكتابة إلى { $name }
letter-title = رسالة إلى { $name }
letter-text = هذا ما تكتبه الحملة
letter-name = اسمكم
letter-name-hint = يقرؤه { $name } في أسفل الرسالة
letter-address = بريدكم الإلكتروني
letter-address-hint = تصلكم عليه رسالة فيها نص الرسالة كاملًا. لا يُرسَل شيء قبل أن تؤكدوا
letter-own-words = كلماتكم، إن شئتم
letter-own-words-hint = حتى 1,500 حرف. تأتي فوق نص الحملة
letter-may-reply = يرى { $name } عنواني ويستطيع الرد عليّ
letter-consent = أريد أن تُرسَل هذه الرسالة وعليها اسمي
letter-consent-missing = قولوا إنكم تريدون إرسالها
letter-name-missing = اكتبوا اسمكم
letter-name-long = اختصروا اسمكم إلى 120 حرفًا أو أقل
letter-own-words-long = اختصروا كلماتكم إلى 1,500 حرف أو أقل
letter-address-wrong = لا يمكن إرسال البريد إلى هذا العنوان. العنوان يشبه ⁦name@example.org⁩
letter-send = متابعة
letter-privacy = يُحفظ اسمكم وعنوانكم وكلماتكم مختومة حتى تُرسَل الرسالة، ثم تُمحى. ويُتذكر أنكم كتبتم برقم لا يستطيع أحد قراءته، لكي يكتب كل شخص مرة واحدة.
letter-wait-title = كثيرون يكتبون الآن
letter-full = ينتظر هنا بريد كثير فلا يمكن كتابة المزيد الآن. لم يُحفظ شيء من رسالتكم. حاولوا بعد ساعة.
letter-asked-title = انظروا في صندوق بريدكم
letter-asked = إذا كان هذا العنوان يستقبل البريد، فستصل إليه رسالة منا خلال دقائق وفيها نص الرسالة. افتحوا الرابط لتأكيدها. من دون ذلك لا يُرسَل شيء، ويُمحى كل شيء بعد يومين.
letter-confirm-title = هل تُرسَل هذه الرسالة؟
letter-confirm-changed = غيّرت الحملة كلماتها منذ كتبنا إليكم. هذه هي الرسالة كما ستذهب الآن. نرجو أن تقرؤوها مرة أخرى.
letter-confirm-from = من { $name }
letter-confirm-subject = الموضوع: { $name }
letter-reply-yes = عنوانكم مذكور في الرسالة، لكي يمكن الرد عليكم.
letter-reply-no = عنوانكم غير مذكور في الرسالة. لا يمكن الرد عليكم.
letter-confirm-button = إرسالها
letter-withdraw-button = محوها
letter-planned-title = ستُرسَل رسالتكم
letter-planned = تذهب في ساعات عمل { $name }: { $time }.
letter-planned-look = <a>اقرؤوها مرة أخرى أو امحوها</a> ما دامت تنتظر. والرابط الذي في البريد يوصل إليها أيضًا.
letter-waits-title = رسالتكم تنتظر
letter-erased-title = مُحيت رسالتكم
letter-erased = لم يُحفظ منها شيء هنا.
letter-stale-title = لم يعد هذا الرابط يعمل
letter-stale = إما أنه قديم، أو انقطع في الطريق، أو أن الرسالة أُكّدت أو مُحيت. لم يتغير شيء.
letter-mail-subject = رسالتكم إلى { $name }
letter-mail-asked = يريد شخص، نأمل أن تكونوا أنتم، إرسال هذه الرسالة إلى { $name }. يرجى قراءتها.
letter-mail-confirm = افتحوا هذا لإرسالها أو محوها، خلال يومين:
letter-mail-twice = لقد كتبتم إلى { $name } في هذه الحملة من قبل. كل شخص يكتب مرة واحدة، فلا تُرسَل هذه الرسالة.
letter-mail-not-sent = لم تُرسَل رسالتكم إلى { $name }: انتهت الحملة، أو صارت الرسائل تذهب إلى عنوان آخر. إن كانت الكتابة ما زالت ممكنة في صفحة الحملة فبوسعكم الكتابة من جديد.
letter-mail-not-you = إن لم تكونوا أنتم، فلا تفعلوا شيئًا. لا يُرسَل شيء، ويُمحى كل شيء.
letter-mail-note = كتب { $name } هذه الرسالة في حملة من { $coalition }، وأكّدها من صندوق بريده.
letter-desk-title = الرسائل
letter-desk-none = لا يمكن الكتابة إلى أحد بعد.
letter-desk-who = إلى من
letter-desk-counts = الرسائل
letter-desk-numbers = أُرسل { $sent }، في الطريق { $waiting }، بلا تأكيد { $asked }
letter-desk-troubles = رفض صندوق البريد { $refused }، وتعذّر إرسال { $failed }
letter-desk-back = { $count ->
    [zero] لا رسائل مرتدّة أو متأخرة
    [one] رسالة واحدة مرتدّة أو متأخرة
    [two] رسالتان مرتدّتان أو متأخرتان
    [few] { $count } رسائل مرتدّة أو متأخرة
    [many] { $count } رسالة مرتدّة أو متأخرة
   *[other] { $count } رسالة مرتدّة أو متأخرة
}
letter-desk-came-back = ارتدّت، { $when }:
letter-desk-late = متأخرة، ما زالت المحاولة جارية، { $when }:
letter-desk-closed = مغلق
letter-desk-close = عدم قبول رسائل أخرى
letter-desk-new = السماح بالكتابة إلى أحد
letter-desk-change = تغيير
letter-desk-changing = تغيير الرسائل إلى { $name }
letter-desk-change-hint = الرسائل المؤكدة تذهب بالكلمات التي رآها كاتبوها. وإذا تغيّر العنوان مُحيت الرسائل المنتظرة للعنوان القديم وأُخبر كاتبوها.
letter-desk-look = معاينة الشكل
letter-desk-preview = رسالة كما ستصل
letter-desk-somebody = اسم الكاتب
letter-desk-choose = اختاروا حملة
letter-desk-new-hint = يجب أن تخاطبه الحملة بهذا الاسم. يُحفظ عنوانه مختومًا، ولا يُعرض إلا على هذه الصفحة.
letter-desk-campaign = الحملة
letter-desk-name = اسم صاحب القرار
letter-desk-address = بريده الإلكتروني
letter-desk-language = لغة الرسالة
letter-desk-subject = الموضوع
letter-desk-words = نص الرسالة
letter-desk-words-hint = تقوم {"{name}"} مقام اسم الكاتب
letter-desk-zone = منطقته الزمنية
letter-desk-zone-hint = مثل ⁦Asia/Manila⁩ أو ⁦Europe/Budapest⁩
letter-desk-days = أيام العمل
letter-desk-days-hint = أرقام من 1، الإثنين، إلى 7، تفصل بينها فواصل
letter-desk-from = ساعات العمل من
letter-desk-until = ساعات العمل حتى
letter-desk-per-hour = أقصى عدد رسائل في الساعة
letter-desk-save = حفظ
letter-desk-saved = يمكن الكتابة إليهم الآن.
letter-desk-was-closed = لا تُقبل رسائل أخرى. وما أُكّد منها يُرسَل.
