plan-list-title = الحملات
plan-list-empty = لا توجد حملة بعد.
plan-ended = انتهت: انقلوها إلى خطوة تالية
plan-new = كتابة حملة
plan-followers = { $count ->
    [zero] لا متابعين بعد
    [one] متابع واحد
    [two] متابعان
    [few] { $count } متابعين
    [many] { $count } متابعًا
   *[other] { $count } متابع
}
plan-servers = { $count ->
    [zero] لا يتابعها أي خادم آخر
    [one] يتابعها خادم آخر واحد
    [two] يتابعها خادمان آخران
    [few] تتابعها { $count } خوادم أخرى
    [many] يتابعها { $count } خادمًا آخر
   *[other] يتابعها { $count } خادم آخر
}
plan-changed = عُدّلت في { $when }
plan-all = كل الحملات
plan-edit = تعديل
plan-look = كيف تبدو
plan-public-page = الصفحة العامة
plan-milestones-reached = { $count ->
    [zero] لا محطات: { $reached } من { $count }
    [one] تحقق { $reached } من محطة واحدة ({ $count })
    [two] تحقق { $reached } من محطتين ({ $count })
    [few] تحقق { $reached } من { $count } محطات
    [many] تحقق { $reached } من { $count } محطة
   *[other] تحقق { $reached } من { $count } محطة
}
plan-steps = الخطوة التالية
plan-steps-hint = كل خطوة تسأل أولًا وتقول ما تفعله.
plan-over = الحملة مغلقة وتبقى كذلك.
plan-said = ما قيل
plan-nothing-said = لم يُقل فيها شيء بعد.
plan-write-coalition = الكتابة باسم الائتلاف
plan-write-campaign = الكتابة باسم الحملة
plan-by-campaign = قالته الحملة
plan-by-coalition = قاله الائتلاف
plan-is-key = في صدرها
plan-pin = وضعه في الصدر
plan-delivery = الإيصال
plan-edit-said = تعديل
plan-withdraw-said = سحب
plan-no-server = لا خادم آخر للإيصال إليه
plan-outcome = وصل { $delivered }، ينتظر { $waiting }، مرفوض { $refused }
plan-done-saved = تم الحفظ.
plan-done-step = تم. يستطيع الجميع رؤيتها.
plan-done-published = تم النشر.
plan-done-pinned = هو الآن في صدر الحملة.
plan-new-title = حملة جديدة
plan-edit-title = تعديل الحملة
plan-name = الاسم
plan-name-hint = قصير، كما سيقوله الناس
plan-handle = المعرّف
plan-handle-hint = يتابعها الآخرون بهذا الاسم: أحرف لاتينية صغيرة وأرقام و _ و -، مثل ⁦clean-river⁩. يثبت عند فتح الحملة.
plan-handle-fixed = معرّفها { $handle } ويبقى كذلك.
plan-handle-wrong = اختاروا معرّفًا آخر: من 1 إلى 30 حرفًا لاتينيًا صغيرًا أو رقمًا أو _ أو -. بعض الأسماء محجوزة.
plan-language = لغة هذه النصوص
plan-goal = الهدف
plan-goal-hint = ما يراد تحقيقه، في جملة واحدة
plan-demands = المطالب
plan-demands-hint = مطلب في كل سطر. الأسطر الفارغة لا تُحسب.
plan-demand = المطلب { $count }
plan-more-demands = إضافة مطالب أخرى
plan-addressed = الجهات المطالَبة
plan-addressed-hint = من يستطيعون اتخاذ القرار، مع مناصبهم إن أفاد ذلك.
plan-asked = صاحب القرار { $count }
plan-office = منصب صاحب القرار { $count }
plan-more-addressed = إضافة أصحاب قرار آخرين
plan-about = لماذا
plan-about-hint = السطر الفارغ يبدأ فقرة. **غامق**، *مائل*، - للقائمة، [كلمات](عنوان) للرابط.
plan-time = من متى إلى متى
plan-starts = اليوم الأول
plan-ends = اليوم الأخير
plan-day-hint = مثل 2026-12-01
plan-milestones = المحطات
plan-milestones-hint = نقاط على الطريق: يوم، أو عدد من المؤيدين. علّموا ما تحقق منها.
plan-milestone = المحطة { $count }
plan-milestone-day = يومها
plan-milestone-supporters = عدد المؤيدين اللازم
plan-milestone-reached = تحققت
plan-more-milestones = إضافة محطات أخرى
plan-sectors = مجالات العمل
plan-sectors-hint = بها يجد الآخرون الحملة.
plan-tags = الوسوم
plan-tags-hint = كلمات أخرى بلا فراغات، تفصل بينها فواصل: ماء، سد
plan-regions = المناطق
plan-regions-hint = بلدان مثل HU، أو أجزاء منها مثل ⁦HU-BU⁩، أو أرقام الأمم المتحدة مثل 150، تفصل بينها فواصل
plan-reads = لغات أهلها
plan-reads-hint = ما يقرؤه أهلها ويكتبونه.
plan-donations = طرق إعطاء المال
plan-donations-hint = عدة طرق خير من واحدة: فكل منها يمكن قطعه. عنوان https، أو عنوان payto أو bitcoin أو monero.
plan-donation = اسم الطريقة { $count }
plan-link = عنوان الطريقة { $count }
plan-more-donations = إضافة طرق أخرى
plan-mirrors = نسخ في أماكن أخرى
plan-mirrors-hint = أين يمكن قراءة الشيء نفسه إذا تعذّر الوصول إلى هذا الخادم. عناوين https أو onion.
plan-mirror = النسخة { $count }
plan-more-mirrors = إضافة نسخ أخرى
plan-nothing-yet = لم يُحفظ شيء بعد. الصفحة التالية تُظهر كيف ستبدو.
plan-changed-meanwhile = عدّل شخص آخر هذه الحملة منذ أن فتحتم النموذج. انظروا إلى ما تقوله الآن: ما تحفظونه يأخذ مكانه.
plan-look-title = هكذا ستبدو
plan-from = من { $name }
plan-until = حتى { $name }
plan-supporters = { $count ->
    [zero] لا مؤيدين
    [one] مؤيد واحد
    [two] مؤيدان
    [few] { $count } مؤيدين
    [many] { $count } مؤيدًا
   *[other] { $count } مؤيد
}
plan-reached = تحققت
plan-give = التبرع
plan-change = العودة للتعديل
plan-back = العودة إلى الحملة
plan-save = حفظ المسودة
plan-save-public = نشر التعديل
plan-only-desk = لا يراها إلا من يعملون هنا. لا يغادر شيء هذا الخادم قبل فتح الحملة.
plan-goes-nowhere = لا يتابعها أي خادم آخر بعد. تظهر فورًا على الصفحة العامة، ويستطيع أي أحد نسخها.
plan-goes-to = { $count ->
    [zero] لا يذهب هذا إلى أي خادم آخر.
    [one] يذهب هذا إلى خادم واحد ولا يمكن استرجاعه.
    [two] يذهب هذا إلى خادمين ولا يمكن استرجاعه.
    [few] يذهب هذا إلى { $count } خوادم ولا يمكن استرجاعه.
    [many] يذهب هذا إلى { $count } خادمًا ولا يمكن استرجاعه.
   *[other] يذهب هذا إلى { $count } خادم ولا يمكن استرجاعه.
}
plan-goes-more = قد يبقى ما قالته من قبل على خوادم أخرى. ولا يقرأ أحد من عدّلها.
plan-step-title = { $name }؟
plan-step-open = فتحها للجميع
plan-step-gather-again = جمع التأييد من جديد
plan-step-delivered = سُلّمت المطالب
plan-step-answered = لقد ردّوا
plan-step-won = نجحت الحملة
plan-step-lost = لم تنجح الحملة
plan-step-closed = إغلاقها
plan-open-public = من الآن يستطيع الجميع رؤية الحملة، ولا شيء يخفيها من جديد.
plan-open-handle = تحصل على حساب خاص بها يتابعه الآخرون: { $name }. هذا الاسم ثابت نهائيًا.
plan-open-after = يمكن تعديل ما تقوله لاحقًا، ويرى الآخرون كل تعديل. ولا يقرأ أحد من فتحها.
plan-close-for-good = لا تقول شيئًا بعد ذلك ولا تُفتح أبدًا. وتبقى صفحتها مقروءة.
plan-step-stays = تُكتب الخطوة على صفحتها بتاريخ اليوم وتبقى هناك.
plan-step-keep = ليس الآن
plan-step-not-yet = لا يمكن اتخاذ هذه الخطوة بعد
plan-step-meanwhile = اتخذت الحملة خطوة أخرى منذ أن فتحتم الصفحة. لم يُفعل شيء.
plan-source = الفكرة التي تتبناها
plan-discard = التخلص من هذه المسودة
plan-discard-title = هل نتخلص من هذه المسودة؟
plan-discard-gone = كل ما كُتب فيها يضيع نهائيًا. لم يرها أحد من الخارج.
plan-discard-handle = يصبح الاسم { $name } متاحًا من جديد.
