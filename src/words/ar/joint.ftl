# On the page of a campaign that is one with those of other coalitions.
joint-heading = معًا مع
joint-total = { $count ->
    [zero] لم يوقّع أحد بعد
    [one] وقّع شخص واحد تقريبًا في المجموع
    [two] وقّع شخصان تقريبًا في المجموع
    [few] وقّع نحو { $count } أشخاص في المجموع
    [many] وقّع نحو { $count } شخصًا في المجموع
   *[other] وقّع نحو { $count } شخص في المجموع
}
joint-count = { $count ->
    [zero] لم يوقّع أحد هناك
    [one] وقّع شخص واحد هناك
    [two] وقّع شخصان هناك
    [few] وقّع { $count } أشخاص هناك
    [many] وقّع { $count } شخصًا هناك
   *[other] وقّع { $count } شخص هناك
}
# The desk.
joint-title = الحملات المشتركة
joint-intro = عدة تحالفات، لكل منها صفحته وموقّعوه، وعدد واحد في كل الصفحات. من وقّع لا يعرفه إلا التحالف الذي وقّع عنده.
joint-none = لا شيء هنا بعد.
joint-led = بقيادتنا
joint-others = بقيادة غيرنا
joint-state-invited = مدعو
joint-state-joined = يشارك
joint-state-declined = رفض
joint-state-left = لم يعد يشارك
joint-invite-heading = دعوة تحالف
joint-invite-warning = يرون اسم حملتنا. وإذا شاركوا تذكر الصفحتان الحملتين، ويستطيع الجميع رؤية أننا معًا، ويُخبَرون بعدد من وقّعوا هنا.
joint-invite-campaign = حملتنا
joint-invite-partner = عنوان التحالف
joint-invite-send = دعوتهم
joint-no-campaign = لا تشارك إلا حملة تجمع الدعم، ولا توجد الآن واحدة.
joint-accept-campaign = حملتنا التي تشارك
joint-accept-warning = إذا شاركنا تذكر الصفحتان الحملتين. ويُخبَر التحالف الذي يقود بعدد من يوقّعون عندنا، ومعه رسم مشوّش يُحسب به من وقّع عند الاثنين مرة واحدة. لا يُذكر اسم ولا عنوان ولا أي شيء آخر عن شخص.
joint-approve = يجب أن يوافق آخرون قبل أن تقف حملتنا إلى جانب حملة أخرى. وحتى ذلك الحين لا يُبلَّغ أحد.
joint-accept = المشاركة
joint-decline = الرفض
joint-leave = إنهاء المشاركة
joint-remove = إخراجهم
joint-take-back = سحب الدعوة
joint-done = تم.
