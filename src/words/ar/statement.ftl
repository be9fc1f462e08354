statement-untitled = بيان بلا عنوان
statement-warning = تنبيه بشأن المحتوى:
statement-show-text = عرض النص
statement-edited = عُدّل في { $when }
statement-in-languages = متاح بـ: { $languages }
statement-newer = بيانات أحدث
statement-older = بيانات أقدم
statement-pages = المزيد من البيانات
statement-by = بيان من <a>{ $coalition }</a>
statement-in-campaign = ضمن حملة <a>{ $campaign }</a>
statement-of = بيان من { $name }
statement-published = نُشر في { $when }
statement-changes = عرض ما تغيّر
statement-languages = لغات هذا البيان
statement-translated = هذه ترجمة. <a>اقرأ الأصل</a>
statement-attached = المرفقات
statement-undescribed = ملف بلا وصف
statement-image = صورة ({ $name })
statement-sound = صوت ({ $name })
statement-film = فيديو ({ $name })
statement-tags = الوسوم
statement-replies =
    { $count ->
        [zero] لا ردود <strong>({ $count })</strong>
        [one] ردّ واحد <strong>({ $count })</strong>
        [two] ردّان <strong>({ $count })</strong>
        [few] <strong>{ $count }</strong> ردود
        [many] <strong>{ $count }</strong> ردًّا
       *[other] <strong>{ $count }</strong> ردّ
    }
statement-boosts =
    { $count ->
        [zero] لا مشاركات <strong>({ $count })</strong>
        [one] مشاركة واحدة <strong>({ $count })</strong>
        [two] مشاركتان <strong>({ $count })</strong>
        [few] <strong>{ $count }</strong> مشاركات
        [many] <strong>{ $count }</strong> مشاركة
       *[other] <strong>{ $count }</strong> مشاركة
    }
statement-likes =
    { $count ->
        [zero] لا إعجابات <strong>({ $count })</strong>
        [one] إعجاب واحد <strong>({ $count })</strong>
        [two] إعجابان <strong>({ $count })</strong>
        [few] <strong>{ $count }</strong> إعجابات
        [many] <strong>{ $count }</strong> إعجابًا
       *[other] <strong>{ $count }</strong> إعجاب
    }
statement-check = كيف تتحققون من نسخة
statement-signed-by = هذا النص موقّع من { $coalition }. من يغيّر كلمة منه يُبطل التوقيع. والنسخة التي تُعرض عليكم في مكان آخر صحيحة إذا كانت كلماتها هي كلمات النسخة الموقّعة نفسها.
statement-proof = المفتاح والبصمة والنسخة الموقّعة
statement-save-copy = احفظوا <a>النسخة الموقّعة (JSON)</a>.
statement-compare = قارنوا كلماتها بالنسخة التي عُرضت عليكم.
statement-verify = تحققوا من التوقيع بالمفتاح أدناه. يستطيع ذلك أي برنامج يدعم الطريقة eddsa-jcs-2022، من دون هذا الموقع.
statement-compare-key = قارنوا المفتاح بمفتاح حصلتم عليه من { $coalition } بطريقة أخرى، على الورق مثلًا.
statement-key = المفتاح
statement-digest = بصمة النسخة الموقّعة (SHA-256)
statement-signed = تاريخ التوقيع
statement-pass-on = اقرؤوه وانشروه وتحققوا منه:
statement-qr = رمز QR فيه عنوان هذه الصفحة
