queue-title = قوائم الانتظار
queue-out = للإيصال
queue-in = للتطبيق
queue-aside = جانبًا
queue-oldest = أقدم إيصال ينتظر منذ { $when }.
queue-lanes = خوادم ينتظرها شيء
queue-well = لا شيء ينتظر، ولا خادم لديه مشكلة.
queue-waiting = { $count ->
    [zero] لا شيء ينتظر.
    [one] إيصال واحد ينتظر.
    [two] إيصالان ينتظران.
    [few] { $count } إيصالات تنتظر.
    [many] { $count } إيصالًا ينتظر.
   *[other] { $count } إيصال ينتظر.
}
queue-failures = { $count ->
    [zero] لم تفشل أي محاولة.
    [one] فشلت المحاولة الأخيرة.
    [two] فشلت المحاولتان الأخيرتان.
    [few] فشلت آخر { $count } محاولات.
    [many] فشلت آخر { $count } محاولة.
   *[other] فشلت آخر { $count } محاولة.
}
queue-lane-oldest = الأقدم منذ { $when }
queue-lane-next = المحاولة التالية في { $when }
queue-lane-success = آخر وصول في { $when }
queue-lane-never = لم يتم الوصول إليه قط
queue-retry = المحاولة الآن
queue-drop = إسقاط ما ينتظر
queue-more = { $count ->
    [zero] ولا خوادم أخرى.
    [one] وخادم آخر.
    [two] وخادمان آخران.
    [few] و{ $count } خوادم أخرى.
    [many] و{ $count } خادمًا آخر.
   *[other] و{ $count } خادم آخر.
}
queue-aside-heading = ما وُضع جانبًا
queue-aside-none = لم يوضع شيء جانبًا.
queue-aside-lead = جاء هذا من خوادم أخرى وتعذّر تطبيقه. قد ينجح بعد تحديث هذا الخادم.
queue-requeue = المحاولة من جديد
queue-retried = { $count ->
    [zero] لا إيصال يُحاوَل الآن.
    [one] تجري الآن محاولة إيصال واحد.
    [two] تجري الآن محاولة إيصالين.
    [few] تجري الآن محاولة { $count } إيصالات.
    [many] تجري الآن محاولة { $count } إيصالًا.
   *[other] تجري الآن محاولة { $count } إيصال.
}
queue-dropped = { $count ->
    [zero] لم يُسقَط أي إيصال.
    [one] أُسقط إيصال واحد.
    [two] أُسقط إيصالان.
    [few] أُسقطت { $count } إيصالات.
    [many] أُسقط { $count } إيصالًا.
   *[other] أُسقط { $count } إيصال.
}
queue-requeued = تجري المحاولة من جديد.
queue-nothing = لم يعد شيء ينتظر { $name }.
queue-drop-title = هل تُسقطون ما ينتظر هذا الخادم؟
queue-drop-count = { $count ->
    [zero] لا إيصال ينتظر هذا الخادم.
    [one] إيصال واحد لن يصل إلى هذا الخادم أبدًا. لا يمكن التراجع عن ذلك.
    [two] إيصالان لن يصلا إلى هذا الخادم أبدًا. لا يمكن التراجع عن ذلك.
    [few] { $count } إيصالات لن تصل إلى هذا الخادم أبدًا. لا يمكن التراجع عن ذلك.
    [many] { $count } إيصالًا لن تصل إلى هذا الخادم أبدًا. لا يمكن التراجع عن ذلك.
   *[other] { $count } إيصال لن تصل إلى هذا الخادم أبدًا. لا يمكن التراجع عن ذلك.
}
queue-drop-why = لن يرى من هناك ما قيل أو عُدّل أو سُحب في هذه الأثناء. إذا كان الخادم متوقفًا فقط فانتظروا: تُعاد المحاولة مدة 7 أيام.
queue-drop-go = إسقاطه
queue-keep = إبقاؤه
queue-held-back = خوادم ترسل أكثر من اللازم
queue-held-back-lead = أرسلت في الساعة الأخيرة أكثر مما يُسمح به لخادم واحد، وطُلب منها إرسال الباقي لاحقًا. إن كان هذا هجومًا فاحجب الخادم.
queue-held-back-count = { $count ->
    [zero] لم يوقَف قط.
    [one] أوقف مرة واحدة.
    [two] أوقف مرتين.
    [few] أوقف { $count } مرات.
    [many] أوقف { $count } مرة.
   *[other] أوقف { $count } مرة.
}
queue-mails = رسائل بريد للإرسال
queue-mails-failed = رسائل بريد فشلت
queue-mails-heading = رسائل بريد فيها مشكلة
queue-mails-off = لا يُرسَل أي بريد: لا تذكر الإعدادات خادم بريد.
queue-mails-relay = لا يقبل خادم البريد أي رسالة منذ { $when }:
queue-mails-well = لا توجد رسالة بريد فيها مشكلة.
queue-mails-lead = لا يظهر هنا إلى من تُرسَل. والرسالة التي فشلت لا تخرج إلى أن تُعاد محاولتها.
queue-mails-retry = محاولة الكل الآن
queue-mails-more = { $count ->
    [zero] ولا رسائل أخرى.
    [one] ورسالة أخرى.
    [two] ورسالتان أخريان.
    [few] و{ $count } رسائل أخرى.
    [many] و{ $count } رسالة أخرى.
   *[other] و{ $count } رسالة أخرى.
}
queue-mails-retried = { $count ->
    [zero] لا رسالة تُحاوَل الآن.
    [one] تجري الآن محاولة رسالة واحدة.
    [two] تجري الآن محاولة رسالتين.
    [few] تجري الآن محاولة { $count } رسائل.
    [many] تجري الآن محاولة { $count } رسالة.
   *[other] تجري الآن محاولة { $count } رسالة.
}
queue-mail-waits = تنتظر؛ المحاولة التالية في { $when }.
queue-mail-failed = فشلت.
queue-mail-tries = { $count ->
    [zero] لم تُحاوَل قط.
    [one] جرت محاولة واحدة.
    [two] جرت محاولتان.
    [few] جرت { $count } محاولات.
    [many] جرت { $count } محاولة.
   *[other] جرت { $count } محاولة.
}
queue-mail-answer = جواب خادم البريد:
queue-mail-written = كُتبت في { $when }
queue-mail-drop = إسقاط هذه الرسالة
queue-mail-gone = لم تعد في هذه الرسالة مشكلة.
queue-mail-drop-title = هل تُسقطون هذه الرسالة؟
queue-mail-drop-now = لن تُرسَل أبدًا. لا يمكن التراجع عن ذلك.
queue-mail-drop-why = من ينتظرها ينتظر عبثًا، وعليه أن يطلبها من جديد.
queue-mail-dropped = أُسقطت الرسالة.
queue-mail-pledge = تأكيد توقيع
queue-mail-guest = تأكيد حضور فعالية
queue-mail-subscription = تأكيد الاشتراك في النشرة
queue-mail-letter-check = تأكيد رسالة إلى صاحب قرار
queue-mail-letter = رسالة إلى صاحب قرار
queue-mail-newsletter = النشرة
queue-mail-test = اختبار خادم البريد
