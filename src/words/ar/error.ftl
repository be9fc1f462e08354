error-nothing-done = لم يُحفظ شيء ولم يُغيَّر ولم يُرسَل.
error-refused = لا يمكن فعل ذلك
error-bad-request = لم نفهم ذلك
error-bad-request-happened = أرسل متصفحكم شيئًا لا تستطيع هذه الصفحة استخدامه. ربما ينقص جزء من رابط أو نموذج.
error-bad-request-advice = ارجعوا، وحمّلوا الصفحة من جديد، وحاولوا مرة أخرى.
error-forbidden = لا يمكنكم فتح هذه الصفحة
error-forbidden-happened = لم تسجلوا الدخول، أو انتهت جلستكم، أو أن صفتكم لا تشمل ذلك.
error-forbidden-advice = سجلوا الدخول باسمكم وكلمة السر، أو اطلبوا رابط دخول من أحد المسؤولين في هذا الائتلاف.
error-not-found = لم نجد تلك الصفحة
error-not-found-happened = قد يكون العنوان مكتوبًا خطأ أو مقطوعًا، أو لم تكن هنا صفحة قط.
error-not-found-safe = البيانات العامة ما زالت في مكانها.
error-not-found-advice = تحققوا من العنوان، أو ابحثوا عنه بين البيانات.
error-gone = سُحبت هذه الصفحة
error-gone-happened = كانت هنا صفحة. سُحبت ولن تعود.
error-gone-safe = كل ما عداها ما زال في مكانه.
error-gone-advice = ابحثوا عن كلام أحدث بين البيانات.
error-too-large = كان ذلك كبيرًا جدًا
error-too-large-happened = النص أو الملف أكبر مما يقبله هذا الخادم دفعة واحدة.
error-too-large-safe = لم يُحفظ شيء ولم يُغيَّر ولم يُرسَل. ما كتبتموه ما زال في متصفحكم.
error-too-large-advice = ارجعوا، واجعلوه أقصر أو أصغر، وأرسلوه من جديد.
error-too-many = محاولات كثيرة
error-too-many-happened = تلقى هذا الخادم في وقت قصير طلبات أكثر مما يجيب عنه.
error-too-many-safe = الطلب الأخير لم يحفظ شيئًا ولم يغيّره ولم يرسله.
error-too-many-advice = انتظروا قليلًا، ثم حاولوا مرة أخرى.
error-internal = حدث خلل هنا
error-internal-happened = الخلل من جهتنا. وقد كُتب في سجل هذا الخادم.
error-internal-safe = أي تغيير يُحفظ كاملًا أو لا يُحفظ أبدًا. لا شيء يبقى نصف منجز.
error-internal-advice = قبل أن ترسلوا شيئًا من جديد، انظروا هل هو موجود.
error-unavailable = لا نستطيع الرد الآن
error-unavailable-happened = هذا الخادم يبدأ تشغيله، أو تجري صيانته، أو لديه عمل كثير.
error-unavailable-safe = ما حُفظ من قبل في أمان. الطلب الأخير لم يُقبل.
error-unavailable-advice = انتظروا بضع دقائق، ثم حمّلوا هذه الصفحة من جديد.
error-wait-seconds =
    { $count ->
        [zero] يمكنكم المحاولة مجددًا <strong>الآن</strong>.
        [one] يمكنكم المحاولة مجددًا بعد <strong>ثانية واحدة</strong>.
        [two] يمكنكم المحاولة مجددًا بعد <strong>ثانيتين</strong>.
        [few] يمكنكم المحاولة مجددًا بعد <strong>{ $count } ثوانٍ</strong>.
        [many] يمكنكم المحاولة مجددًا بعد <strong>{ $count } ثانية</strong>.
       *[other] يمكنكم المحاولة مجددًا بعد <strong>{ $count } ثانية</strong>.
    }
error-wait-minutes =
    { $count ->
        [zero] يمكنكم المحاولة مجددًا <strong>الآن</strong>.
        [one] يمكنكم المحاولة مجددًا بعد <strong>دقيقة واحدة</strong>.
        [two] يمكنكم المحاولة مجددًا بعد <strong>دقيقتين</strong>.
        [few] يمكنكم المحاولة مجددًا بعد <strong>{ $count } دقائق</strong>.
        [many] يمكنكم المحاولة مجددًا بعد <strong>{ $count } دقيقة</strong>.
       *[other] يمكنكم المحاولة مجددًا بعد <strong>{ $count } دقيقة</strong>.
    }
error-wait-hours =
    { $count ->
        [zero] يمكنكم المحاولة مجددًا <strong>الآن</strong>.
        [one] يمكنكم المحاولة مجددًا بعد <strong>ساعة واحدة</strong>.
        [two] يمكنكم المحاولة مجددًا بعد <strong>ساعتين</strong>.
        [few] يمكنكم المحاولة مجددًا بعد <strong>{ $count } ساعات</strong>.
        [many] يمكنكم المحاولة مجددًا بعد <strong>{ $count } ساعة</strong>.
       *[other] يمكنكم المحاولة مجددًا بعد <strong>{ $count } ساعة</strong>.
    }
error-reference = إذا أبلغتم عن هذا فاذكروا الرقم { $number }
