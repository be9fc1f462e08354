refusal-account-moved = انتقل هذا الحساب إلى { $name } ولم يعد يستطيع ذلك. استعملوا الحساب هناك.
refusal-account-many-aliases = أقصى عدد من الحسابات الأخرى { $count }.
refusal-account-own-alias = لا يذكر حساب نفسه.
refusal-account-bad-alias = لا يصلح { $name }: مغلق، أو ليس حسابًا لأحد.
refusal-account-asked-lately = سُئل عن { $name } قبل لحظات. حاولوا من جديد بعد خمس دقائق.
refusal-account-unknown = تعذّر العثور على { $name }: خادمه لا يعرف هذا الحساب، أو لا يرد.
refusal-account-not-found = تعذّر العثور على { $name }.
refusal-account-move-itself = لا ينتقل حساب إلى نفسه.
refusal-account-move-closed = { $name } مغلق.
refusal-account-move-not-named = لا يذكر { $name } هذا الحساب بين حساباته الأخرى. أضيفوه هناك أولًا؛ وإن فعلتم ذلك للتو فحاولوا من جديد بعد خمس دقائق.
refusal-account-move-chain = انتقل { $name } نفسه إلى مكان آخر.
refusal-account-move-soon = انتقل هذا الحساب خلال الأيام السبعة الأخيرة.
refusal-account-follow-self = لا يمكنكم متابعة أنفسكم.
refusal-account-follow-moved = انتقل { $name } إلى { $place }. تابعوا الحساب هناك.
refusal-account-follow-blocked = أنتم تحظرون هذا الحساب أو خادمه.
refusal-account-block-self = لا يمكنكم حظر أنفسكم.
refusal-account-mute-self = لا يمكنكم كتم أنفسكم.
refusal-account-post-address = «{ $name }» ليس عنوان منشور. يبدأ العنوان بـ⁦https://⁩.
refusal-account-no-followers = لا يمكن جلب المتابعين. يأتون بانتقال الحساب السابق.
refusal-account-files-waiting = ما زالت ملفات قيد المعالجة. انتظروا حتى تنتهي.
refusal-account-file-empty = لا شيء في هذا الملف.
refusal-account-file-not-text = هذا ليس ملف نص. اختاروا ملف ⁦.csv⁩.
refusal-account-file-rows = { $count ->
    [zero] في هذا الملف أكثر من 0 سطر. قسّموه.
    [one] في هذا الملف أكثر من سطر واحد. قسّموه.
    [two] في هذا الملف أكثر من سطرين. قسّموه.
    [few] في هذا الملف أكثر من { $count } أسطر. قسّموه.
    [many] في هذا الملف أكثر من { $count } سطرًا. قسّموه.
   *[other] في هذا الملف أكثر من { $count } سطر. قسّموه.
}
refusal-account-file-large = هذا الملف أكبر من { $count } ميغابايت. قسّموه.
refusal-account-picture-broken = الصورة تالفة ولا تمكن قراءتها
refusal-account-file-too-large = الملف كبير جدًا؛ أقصى حجم { $count } ميغابايت
refusal-account-no-pictures = لا يستطيع هذا الخادم قراءة الصور حاليًا
refusal-account-not-taken-in = لا يمكن إدخال { $name }: { $why }.
