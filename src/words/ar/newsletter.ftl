newsletter-heading = القراءة بالبريد الإلكتروني
newsletter-hint = لا حاجة إلى حساب. تصلكم رسالة فيها رابط للتأكيد، ويمكنكم المغادرة متى شئتم.
newsletter-address = بريدكم الإلكتروني
newsletter-rhythm = كم مرة؟
newsletter-each = كل بيان
newsletter-weekly = مرة في الأسبوع
newsletter-send = الاشتراك
newsletter-privacy = يُحفظ عنوانكم مختومًا، ولا يُعرض على أحد، ويُمحى عند مغادرتكم.
newsletter-address-empty = اكتبوا بريدكم الإلكتروني
newsletter-address-wrong = لا يمكن إرسال البريد إلى هذا العنوان. العنوان يشبه ⁦name@example.org⁩
newsletter-asked-title = انظروا في صندوق بريدكم
newsletter-asked = إذا كان هذا العنوان يستقبل البريد، فستصل إليه رسالة منا خلال دقائق. افتحوا الرابط الذي فيها للتأكيد. من دون ذلك لا يصلكم شيء آخر، ويُمحى عنوانكم بعد يومين.
newsletter-asked-junk = لم يصل شيء؟ انظروا في مجلد الرسائل غير المرغوبة، ثم حاولوا من جديد.
newsletter-confirm-title = تأكيد النشرة
newsletter-confirm-all = هل تريدون قراءة ما يقوله { $name }؟
newsletter-confirm-button = نعم، أرسلوها إليّ
newsletter-confirmed-title = ستصلكم أخبارنا
newsletter-confirmed = تصل النشرة إلى عنوانكم من الآن. وفي كل رسالة رابط ينهيها.
newsletter-confirmed-end = <a>عدم إرسالها</a>
newsletter-stale-title = لم يعد هذا الرابط يعمل
newsletter-stale = إما أنه قديم، أو انقطع في الطريق، أو أنكم غادرتم منذ ذلك الحين. لم يتغير شيء.
newsletter-again = <a>طلب رابط جديد</a>
newsletter-end-title = لا مزيد من الرسائل؟
newsletter-end-what = يُمحى عنوانكم فورًا. وما لم يُرسَل بعد يبقى هنا.
newsletter-end-button = لا ترسلوا إليّ مزيدًا من الرسائل
newsletter-ended-title = لن تصلكم رسائل أخرى
newsletter-ended = لم يعد عنوانكم محفوظًا هنا.
newsletter-off-title = لا توجد نشرة هنا
newsletter-off = هذا الخادم لا يرسل البريد. يمكنكم القراءة في قارئ خلاصات.
newsletter-over-title = انتهت هذه الحملة
newsletter-over = لم تعد ترسل أخبارًا بالبريد. يمكنكم بدلًا من ذلك قراءة ما يقوله الائتلاف: <a>نشرة الائتلاف</a>
newsletter-wait-title = كثيرون يطلبونها الآن
newsletter-full = ينتظر هنا بريد كثير فلا يمكن كتابة المزيد الآن. لم يُحفظ عنوانكم. حاولوا بعد ساعة.
newsletter-mail-subject = { $name }: يرجى التأكيد
newsletter-mail-asked = يريد شخص، نأمل أن تكونوا أنتم، أن يصله ما يقوله { $name } بالبريد على هذا العنوان.
newsletter-mail-each = تصل رسالة لكل بيان.
newsletter-mail-weekly = تصل رسالة واحدة في كل أسبوع قيل فيه شيء.
newsletter-mail-confirm = افتحوا هذا للتأكيد، خلال يومين:
newsletter-mail-not-you = إن لم تكونوا أنتم، فلا تفعلوا شيئًا. لن تصلكم رسائل أخرى، ويُمحى عنوانكم.
newsletter-mail-read = اقرؤوه هنا:
newsletter-mail-end = لكي لا تصلكم هذه الرسائل بعد الآن، افتحوا:
newsletter-mail-why = يصلكم هذا لأنكم طلبتموه من { $name }. ولا يرى أحد هل تقرؤونه.
newsletter-mail-warning = تنبيه بشأن المحتوى: { $name }
newsletter-mail-week = { $count ->
    [zero] { $name }: لا بيانات هذا الأسبوع
    [one] { $name }: بيان واحد هذا الأسبوع
    [two] { $name }: بيانان هذا الأسبوع
    [few] { $name }: { $count } بيانات هذا الأسبوع
    [many] { $name }: { $count } بيانًا هذا الأسبوع
   *[other] { $name }: { $count } بيان هذا الأسبوع
}
newsletter-desk-title = النشرة
newsletter-desk-readers = القراء
newsletter-desk-none = لا يقرؤها أحد بعد.
newsletter-desk-of = عن ماذا
newsletter-desk-all = كل شيء
newsletter-desk-how-often = كم مرة
newsletter-desk-confirmed = القراء
newsletter-desk-unconfirmed = بلا تأكيد بعد
newsletter-desk-sent = ما أُرسل
newsletter-desk-nothing = لم يُرسَل أي بيان بعد.
newsletter-desk-statement = البيان
newsletter-desk-published = نُشر
newsletter-desk-written = الرسائل
newsletter-desk-on-the-way = في الطريق
newsletter-desk-waiting = رسائل تنتظر
newsletter-desk-delivered = أُرسلت
newsletter-desk-refused = رفضها صندوق البريد
newsletter-desk-failed = تعذّر إرسالها
newsletter-desk-trouble = خادم البريد لديه مشكلة منذ { $since }: { $why }
newsletter-desk-privacy = أعداد فقط: لا يستطيع أحد هنا أن يرى من يقرأ.
