people-title = الأشخاص والصفات
people-invite = طلبات الانضمام والدعوات
people-you = هذا أنتم
people-suspended = موقوف منذ { $when }
people-since = هنا منذ { $when }
people-changed = آخر تغيير في { $when }
people-back = الجميع
people-role = الصفة
people-role-label = الصفة هنا
people-role-hint = تسري فورًا، حتى فيما هو مفتوح الآن.
people-role-go = تغيير الصفة
people-role-done = لـ{ $name } صفة أخرى الآن.
people-entry = تسجيل الدخول
people-out = لا يمكن لهذا الشخص تسجيل الدخول، ولا جلسة مفتوحة له.
people-let-back = السماح بالعودة
people-back-done = يستطيع { $name } تسجيل الدخول من جديد.
people-sessions = { $count ->
    [zero] لا جلسة مفتوحة على أي جهاز.
    [one] هناك جلسة مفتوحة على جهاز واحد.
    [two] هناك جلسات مفتوحة على جهازين.
    [few] هناك جلسات مفتوحة على { $count } أجهزة.
    [many] هناك جلسات مفتوحة على { $count } جهازًا.
   *[other] هناك جلسات مفتوحة على { $count } جهاز.
}
people-link = إنشاء رابط دخول
people-link-once = لا يُعرض الرابط إلا الآن، ويعمل مرة واحدة خلال يومين.
people-link-care = من يملكه يسجل الدخول باسم هذا الشخص: سلّموه بطريقة آمنة.
people-end = إنهاء كل الجلسات
people-end-done = انتهت كل جلسات { $name } وتطبيقاته وروابطه.
people-suspend = إيقاف
people-suspend-title = هل توقفون هذا الشخص؟
people-suspend-now = يُسجَّل خروجه من كل مكان فورًا، ولا يستطيع الدخول بعد ذلك.
people-suspend-more = تنتهي تطبيقاته وروابط دخوله ودعواته. ويبقى ما كتبه. يمكنكم السماح له بالعودة لاحقًا، وما انتهى يبقى منتهيًا.
people-suspend-go = إيقافه
people-suspend-done = لم يعد { $name } يستطيع تسجيل الدخول.
people-keep = عدم فعل شيء
