refusal-form-long = { $count ->
    [zero] اختصروا هذا إلى 0 حرف أو أقل: { $what }.
    [one] اختصروا هذا إلى حرف واحد أو أقل: { $what }.
    [two] اختصروا هذا إلى حرفين أو أقل: { $what }.
    [few] اختصروا هذا إلى { $count } أحرف أو أقل: { $what }.
    [many] اختصروا هذا إلى { $count } حرفًا أو أقل: { $what }.
   *[other] اختصروا هذا إلى { $count } حرف أو أقل: { $what }.
}
refusal-form-blank = هنا شيء فارغ: { $what }. اكتبوه أو احذفوه.
refusal-form-write = اكتبوا هذا: { $what }.
refusal-form-language = «{ $name }» ليست لغة؛ اكتبوا ⁦en, es, pt-BR⁩.
refusal-form-domain = «{ $name }» ليس نطاقًا.
refusal-form-account-address = «{ $name }» ليس عنوانًا. اكتبوه مثل ⁦@name@server.example⁩.
refusal-form-name-taken = الاسم { $name } مستعمل.
refusal-form-nothing-new = لا جديد فيه.
refusal-form-mail-none = اكتبوا بريدكم الإلكتروني.
refusal-form-mail-form = هذا ليس عنوان بريد إلكتروني. العنوان يشبه ⁦name@example.org⁩.
refusal-form-mail-long = عنوان البريد هذا طويل جدًا.
refusal-form-mail-signs = في عنوان البريد هذا علامات لا تفهمها كل خوادم البريد. استعملوا عنوانًا آخر.
refusal-form-mail-domain = ما بعد ⁦@⁩ ليس اسم خادم بريد.
refusal-form-no-mail = لا يرسل هذا الخادم بريدًا. يمكن لمن يشغّله إعداد ذلك تحت ⁦[mail]⁩ في الإعدادات.
refusal-form-day = اكتبوا اليوم مثل ⁦2026-12-01⁩.
refusal-form-supporters = اكتبوا عدد المؤيدين بالأرقام.
refusal-form-not-here = لا شيء هنا بهذا الاسم
refusal-form-deleted = حُذف هذا
refusal-form-busy = ينتظر هذا كثيرون؛ حاولوا من جديد بعد دقيقة
refusal-form-other-server = لم يعطِ الخادم الآخر ما طُلب: { $why }
