report-title = البلاغات
report-lead = من يفتح بلاغًا يقرأ المنشورات المبلَّغ عنها ولا غيرها. وكل اطلاع يُكتب في السجل.
report-none = لا يوجد بلاغ مفتوح.
report-number = البلاغ { $name }
report-category-spam = إزعاج
report-category-legal = مخالف للقانون
report-category-violation = مخالف للقواعد
report-category-other = شيء آخر
report-closed = المغلقة
report-closed-at = أُغلق في { $when }
report-suspended = حسابات موقوفة من خوادم أخرى
report-lift = السماح بسماعه من جديد
report-blocked = النطاقات المحظورة
report-unblock = إلغاء حظره
report-back = كل البلاغات
report-from = المبلِّغ
report-about = بشأن
report-is-suspended = موقوف هنا
report-rules = القواعد التي يقال إنها خولفت
report-comment = ما يقال
report-no-comment = لم يُذكر سبب.
report-posts = المنشورات المبلَّغ عنها
report-only-these = ترون هذه المنشورات لأنها بُلّغ عنها، أيًّا كان من كُتبت له.
report-files = { $count ->
    [zero] لا ملفات مرفقة.
    [one] هناك ملف مرفق. لا يُعرض هنا.
    [two] هناك ملفان مرفقان. لا يُعرضان هنا.
    [few] هناك { $count } ملفات مرفقة. لا تُعرض هنا.
    [many] هناك { $count } ملفًا مرفقًا. لا تُعرض هنا.
   *[other] هناك { $count } ملف مرفق. لا تُعرض هنا.
}
report-missing = { $count ->
    [zero] لم يُحذف أي منشور مبلَّغ عنه.
    [one] منشور واحد مبلَّغ عنه لم يعد موجودًا.
    [two] منشوران مبلَّغ عنهما لم يعودا موجودين.
    [few] { $count } منشورات مبلَّغ عنها لم تعد موجودة.
    [many] { $count } منشورًا مبلَّغًا عنه لم تعد موجودة.
   *[other] { $count } منشور مبلَّغ عنه لم تعد موجودة.
}
report-measures = ما يمكن فعله
report-suspend = إيقاف هذا الحساب
report-block = حظر نطاقه
report-member = البت في أمر هذا العضو
report-end = إغلاق البلاغ
report-note = ملاحظة
report-note-hint = ما تقرر ولماذا، لمن يقرؤه من المشرفين لاحقًا
report-close = إغلاقه
report-done-close = أُغلق البلاغ.
report-done-suspend = أُوقف الحساب هنا.
report-done-block = حُظر النطاق.
report-done-lift = يُسمع الحساب من جديد.
report-done-forget = لم يعد النطاق محظورًا.
report-suspend-title = هل توقفون هذا الحساب؟
report-suspend-now = لا يعود لأي شيء يرسله أثر هنا، ولا يُعرض منه شيء.
report-suspend-more = تنتهي المتابعات بينه وبين الناس هنا. يمكنكم السماح بسماعه لاحقًا، لكن المتابعات لا تعود من تلقاء نفسها.
report-suspend-go = إيقافه
report-block-title = هل تحظرون هذا النطاق؟
report-block-now = لا يُقبل شيء من النطاق ومما تحته، ولا يُرسل إليه شيء بعد ذلك.
report-block-more = ما ينتظره يُسقَط. ويُقطع كل من هناك عن كل من هنا، حتى من لم يفعلوا شيئًا.
report-block-go = حظره
report-keep = عدم فعل شيء
