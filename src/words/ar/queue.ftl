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
