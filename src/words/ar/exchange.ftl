exchange-title = نداءات وأفكار
exchange-lead = ما تطلبه الائتلافات التي تعمل مع { $name }، وما نجح عندها.
exchange-none = لا يوجد نداء مفتوح.
exchange-all = عرض الكل
exchange-kinds = الأنواع
exchange-kind-legal-aid = مساعدة قانونية
exchange-kind-translation = ترجمة
exchange-kind-witnesses = شهود ومراقبون
exchange-kind-mirror = استضافة نسخة
exchange-kind-funds = مال
exchange-kind-other = شيء آخر
exchange-kind-idea = فكرة نجحت
exchange-state-open = مفتوح
exchange-state-answered = أُجيب
exchange-state-closed = مغلق
exchange-by = من { $name }
exchange-until = حتى { $name }
exchange-languages = الأجوبة بـ:
exchange-adopted = { $count ->
    [zero] لم يأخذ بها أحد بعد
    [one] أُخذ بها مرة واحدة
    [two] أُخذ بها مرتين
    [few] أُخذ بها { $count } مرات
    [many] أُخذ بها { $count } مرة
   *[other] أُخذ بها { $count } مرة
}
exchange-desk-title = التبادل
exchange-desk-lead = النداءات والأفكار التي وصلتكم، وما لكم منها.
exchange-open-calls = نداءات وصلتكم
exchange-own-calls = ما لكم
exchange-no-own = لم تنشروا شيئًا منها.
exchange-new = نشر نداء أو فكرة
exchange-new-kind = من أجل ماذا
exchange-new-title = العنوان
exchange-new-text = النص
exchange-new-text-hint = بصيغة Markdown. لا تكتبوا ما يعرّض أحدًا للخطر.
exchange-new-language = لغة النص
exchange-new-sectors = مجالات العمل
exchange-new-languages = اللغات التي تفهمون بها جوابًا
exchange-new-languages-hint = رموز تفصل بينها فواصل، مثل ⁦en, es⁩
exchange-new-until = اليوم الأخير
exchange-new-until-hint = مثل 2027-03-01. يمكن أن يبقى فارغًا.
exchange-new-no-language = اختر لغة النص.
exchange-new-no-day = اكتب اليوم مثل 2027-03-01، أو اتركه فارغًا.
exchange-new-not-language = «{ $name }» ليست لغة. اكتب ⁦en⁩ أو ⁦es⁩ أو ⁦pt-BR⁩.
exchange-new-no-title = ضع له عنوانًا.
exchange-new-readers = من يستطيع قراءته
exchange-new-everybody = الجميع
exchange-new-partners = المتابعون والشركاء فقط
exchange-new-consequence = يذهب إلى كل من يتابع الائتلاف، وإلى كل شريك في الدليل. ويعرضه الشريك إن كان يدرجنا أو يتابعنا هو أيضًا. ولا يمكن استرجاعه.
exchange-publish = نشر
exchange-read = قراءته حيث نُشر
exchange-messages = الرسائل
exchange-no-message = لا توجد رسالة بعد.
exchange-private = لا يستطيع قراءتها إلا أنتم وهم.
exchange-answer = الرد
exchange-answer-text = ردّكم
exchange-answer-hint = لا يستطيع قراءته إلا الائتلاف الذي تردون عليه ومن يديرون خادمه.
exchange-answer-send = الإرسال سرًّا
exchange-settle = إلى أين وصل
exchange-mark-answered = أُجيب عنه
exchange-mark-closed = إغلاقه
exchange-mark-open = يسأل من جديد
exchange-adopt = الأخذ بها
exchange-adopt-handle = معرّف الحملة الجديدة
exchange-adopt-handle-hint = أحرف لاتينية صغيرة وأرقام و _ و -، مثل ⁦clean-river⁩
exchange-adopt-words = كلمة إلى صاحب الفكرة
exchange-adopt-what-happens = تصبح هنا مسودة حملة تذكر مصدرها. ويُخبَر أصحابها سرًّا.
exchange-taken-up = لقد أخذنا بفكرتكم. شكرًا لكم.
exchange-answer-together = حيث يجب أن يوافق شخصان أو أكثر، لا يرد أحد وحده باسم الائتلاف. ما تكتبونه يصبح مسودة يقرؤها آخرون. وحين يوافق عليها عدد كافٍ تذهب إلى الائتلاف الذي تردون عليه، ولا تذهب إلى غيره.
exchange-adopt-together = تصبح هنا مسودة حملة تذكر مصدرها. وما يقال لصاحب الفكرة يصبح مسودة أيضًا: يُخبَر حين يوافق عليها عدد كافٍ.
exchange-adopt-button = جعلها مسودة
exchange-took-it-up = أخذ بفكرتكم
exchange-done-published = تم النشر.
exchange-done-answered = أُرسل. لا يستطيع قراءته غيرهم.
exchange-done-settled = تم الحفظ. ويُخبَر كل من وصله.
exchange-done-adopted = كُتبت المسودة. لا يستطيع أحد من الخارج رؤيتها.
exchange-done-there = لقد أرسلتم هذا بعينه من قبل. تجدونه أدناه، ولم يُرسل شيء من جديد.
exchange-done-taken = لقد أخذت تلك الحملة بهذه الفكرة من قبل. لم يُنشأ شيء جديد.
exchange-we = ما فعلناه
exchange-we-answered = <a>لقد رددنا على هذا النداء.</a>
exchange-we-took-up = لقد أخذنا بهذه الفكرة:
exchange-we-wait = في انتظار الموافقة:
exchange-inspired = عن فكرة من { $name }:
exchange-card-open = { $count ->
    [zero] لا نداءات مفتوحة
    [one] نداء مفتوح واحد
    [two] نداءان مفتوحان
    [few] { $count } نداءات مفتوحة
    [many] { $count } نداءً مفتوحًا
   *[other] { $count } نداء مفتوح
}
