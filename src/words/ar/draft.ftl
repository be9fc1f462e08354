draft-list-title = المسودات
draft-begin = بدء مسودة
draft-none = لا توجد مسودة.
draft-needed = { $count ->
    [zero] لا حاجة إلى موافقة للنشر.
    [one] موافقة واحدة تكفي للنشر.
    [two] يجب أن يوافق شخصان قبل نشر أي شيء.
    [few] يجب أن يوافق { $count } أشخاص قبل نشر أي شيء.
    [many] يجب أن يوافق { $count } شخصًا قبل نشر أي شيء.
   *[other] يجب أن يوافق { $count } شخص قبل نشر أي شيء.
}
draft-due = تخرج في { $when }
draft-wished = المطلوب أن تخرج في { $when }
draft-rules = القواعد
draft-rules-number = عدد من يجب أن يوافقوا
draft-rules-number-hint = ابتداءً من 2 لا ينشر أحد وحده: لا هنا، ولا من تطبيق، ولا بخطة مسبقة.
draft-rules-fewer = لطلب عدد أقل من الحالي يجب أن يوافق العدد المطلوب الآن: يقدّم هذا النموذج ذلك كمسودة.
draft-quorum-handed = قُدّم ذلك في <a>مسودة</a>. لم يتغير شيء بعد: يجب أن يوافق عليها آخرون أولًا، ثم ينشرها أحدهم.
draft-rules-unreviewed = إرسال الترجمات التي لم يراجعها أحد إلى الخوادم الأخرى أيضًا
draft-rules-save = حفظ هذه القواعد
draft-closed = نُشرت أو تُركت
draft-state-writing = قيد الكتابة
draft-state-review = قيد المراجعة
draft-state-approved = موافَق عليها
draft-state-scheduled = مجدولة
draft-state-published = منشورة
draft-state-dropped = متروكة
draft-for-statement = بيان جديد
draft-for-edit = تعديل
draft-for-correction = تصحيح
draft-for-withdrawal = سحب
draft-for-event = فعالية
draft-for-event-change = تعديل فعالية
draft-for-event-cancellation = إلغاء فعالية
draft-for-call = نداء أو فكرة
draft-for-call-change = تعديل نداء
draft-for-call-settling = حالة نداء
draft-form-title = مسودة
draft-other-heading = عدّلها شخص آخر في هذه الأثناء
draft-other-hint = لم يُحفظ شيء بعد. ما كتبتموه موجود في النموذج. المعلَّم هنا: ما في نصه وليس في نصكم، والعكس. إذا أبقيتم نصكم أخذ مكان نصه.
draft-overtaken = عدّل شخص آخر هذه المسودة منذ أن فتحتموها. قارنوا بين الاثنتين، ثم أبقوا نصكم إن كان هو المقصود.
draft-said = ما كان خطأ، أو سبب السحب
draft-said-hint = جملة واحدة. يراها القراء.
draft-campaign = الحملة
draft-campaign-none = لا شيء
draft-campaign-speaks = الحملة نفسها تقوله
draft-language = اللغة
draft-language-choose = اختيار لغة
draft-language-number = اللغة { $count }
draft-language-missing = اختاروا لغة هذا النص.
draft-title = العنوان
draft-text = النص
draft-text-hint = السطر الفارغ يبدأ فقرة. **غامق**، *مائل*، - للقائمة، #وسم للوسم.
draft-warning = تنبيه بشأن المحتوى (اختياري)
draft-more-languages = لغات أخرى
draft-translation-state = حالة الترجمة
draft-translation-machine = صنعتها آلة
draft-translation-draft = مسودة
draft-translation-reviewed = مراجَعة
draft-still-right = الترجمة ما زالت صحيحة
draft-older = أقدم من الأصل: لا تتغيّر معه.
draft-note = للمراجعين:
draft-note-hint = لا يقرؤه إلا أهل البيت.
draft-wish = متى ينبغي أن تخرج (اختياري)
draft-wish-hint = اليوم والوقت بالتوقيت العالمي، مثل ⁦2026-12-24 08:00⁩
draft-wish-wrong = اكتبوا اليوم والوقت مثل ⁦2026-12-24 08:00⁩.
draft-keep = حفظ المسودة
draft-hand-in = تقديم للموافقة
draft-hand-in-hint = لا يُنشر شيء بعد. يصبح هذا مسودة قيد المراجعة: يقرؤها آخرون ويوافقون عليها، ثم تُنشر.
draft-keep-hint = لا يُنشر شيء. إذا تغيّرت الكلمات وجبت موافقة الجميع من جديد.
draft-failed = لم تخرج في وقتها.
draft-says = يرى القراء:
draft-translate = الترجمة
draft-changes = ما تغيّر
draft-approvals = الموافقات
draft-approvals-count = { $count } من { $needed }
draft-verified = التوقيع صحيح
draft-fault-withdrawn = سُحبت
draft-fault-words = لكلمات أخرى
draft-fault-signature = التوقيع غير صحيح
draft-fault-role = لم يعد له أن يوافق
draft-fault-new-role = لم يصبح له أن يوافق إلا بعد كتابتها
draft-digest = ما تتم الموافقة عليه (SHA-256):
draft-edit = تعديلها
draft-submit = طلب مراجعة
draft-approve = الموافقة على هذه الكلمات
draft-unapprove = سحب موافقتي
draft-publish = نشر
draft-publish-now = النشر الآن
draft-not-yet = ليس بعد
draft-consequence = { $count ->
    [zero] تظهر فورًا على الصفحة العامة، ويستطيع أي أحد نسخها.
    [one] يذهب هذا إلى خادم واحد ولا يمكن استرجاعه.
    [two] يذهب هذا إلى خادمين ولا يمكن استرجاعه.
    [few] يذهب هذا إلى { $count } خوادم ولا يمكن استرجاعه.
    [many] يذهب هذا إلى { $count } خادمًا ولا يمكن استرجاعه.
   *[other] يذهب هذا إلى { $count } خادم ولا يمكن استرجاعه.
}
draft-consequence-private = لا يصل هذا إلا إلى { $name }. ولا يمكن استرجاعه.
draft-consequence-names = لا يظهر أي اسم: لا اسم من كتبها ولا اسم من وافق عليها.
draft-at = أو إخراجها في وقت معيّن
draft-schedule = جدولة
draft-unschedule = إيقافها
draft-send-back-words = ما ينبغي تغييره
draft-send-back = إعادتها
draft-drop = تركها
draft-remarks = ما قاله المراجعون
draft-versions = من كتبها
draft-back = العودة إلى المسودة
draft-correction = تصحيح:
draft-machine-made = صنعت آلة هذه الترجمة، ولم يراجعها أحد.
draft-unreviewed = لم يراجع أحد هذه الترجمة بعد.
draft-reason = السبب:
draft-withdraw-reason = سبب السحب (اختياري)
draft-for-campaign-change = تعديل حملة
draft-for-campaign-step = خطوة حملة
draft-for-endorsement = تأييد
draft-for-call-answer = رد على نداء
draft-answers-call = يرد على النداء
draft-tells-taken-up = يقول إننا أخذنا بالفكرة
draft-campaign-opens = ما سيراه الجميع
draft-campaign-now = الآن:
draft-campaign-then = بعد ذلك:
draft-campaign-nothing = لا شيء
draft-campaign-overtaken = تغيّرت الحملة منذ بدء هذه المسودة.
draft-campaign-renew-hint = لا يمكن تنفيذها كما هي. إذا جُدّدت فإنها تغيّر الأشياء نفسها وتترك كل ما عداها كما تقوله الحملة الآن. ويجب أن يوافق الجميع من جديد.
draft-endorses-overtaken = ما يُؤيَّد يقول الآن شيئًا آخر.
draft-endorses-renew-hint = لن تُوقَّع هذه الكلمات بعد الآن. إذا جُدّدت المسودة فإنها تُظهر الكلمات الجديدة، ويجب أن يوافق الجميع من جديد.
draft-endorses-whose = لمن هو
draft-endorses-where = أين هو
draft-endorses-version = النسخة
draft-for-joint-invitation = دعوة إلى حملة مشتركة
draft-for-joint-joining = المشاركة في حملة مشتركة
draft-for-quorum = موافقات أقل
draft-quorum-numbers = { $to } بدلًا من { $from }
draft-joins-ours = حملتنا
draft-joins-other = مع
draft-renew = تجديدها
