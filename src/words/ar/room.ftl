room-campaigns = الحملات
room-people = الأشخاص والصفات
room-reports = البلاغات
room-audit = السجل
room-queue = قوائم الانتظار
# Neighbouring pages of a long list.
room-newer = إلى الأحدث
room-older = الأقدم
# What waits for a decision, which may be much: how many there are, and its pages.
room-waiting = { $count ->
    [zero] لا شيء ينتظر قرارًا.
    [one] طلب واحد ينتظر قرارًا.
    [two] طلبان ينتظران قرارًا، الأقدم أولًا.
    [few] { $count } طلبات تنتظر قرارًا، الأقدم أولًا.
    [many] { $count } طلبًا ينتظر قرارًا، الأقدم أولًا.
   *[other] { $count } طلب ينتظر قرارًا، الأقدم أولًا.
}
room-waiting-pages = في انتظار قرار
room-first = إلى البداية
room-next = التالي
