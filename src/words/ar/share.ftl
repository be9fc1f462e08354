share-standing = { $count ->
    [zero] لا أحد يقف معها بعد
    [one] شخص يقف معها
    [two] شخصان يقفان معها
    [few] أشخاص يقفون معها
    [many] شخصًا يقفون معها
   *[other] شخص يقفون معها
}
share-standing-goal = { $count ->
    [zero] لا أحد يقف معها بعد. الهدف التالي: { $goal }
    [one] شخص يقف معها. الهدف التالي: { $goal }
    [two] شخصان يقفان معها. الهدف التالي: { $goal }
    [few] أشخاص يقفون معها. الهدف التالي: { $goal }
    [many] شخصًا يقفون معها. الهدف التالي: { $goal }
   *[other] شخص يقفون معها. الهدف التالي: { $goal }
}
share-label = { $name }: { $number } { $words }
share-take-part = المشاركة
share-title = انشروها
share-title-of = انشروها: { $name }
share-address = العنوان
share-handle = على Mastodon وأشباهه: <strong>{ $name }</strong>
share-site = على موقعكم
share-lines = انسخوا أحد هذه الأسطر إلى صفحتكم. كل منها يعرض العدد الحالي، ولا يحمّل شيئًا سواه، ولا يشغّل أي برنامج نصي، ولا يخبرنا بشيء عن قرائكم.
share-badge = شارة
share-badge-alt = شارة هذه الحملة
share-counter = عدّاد
share-counter-alt = عدّاد هذه الحملة
share-frame = صفحة صغيرة في إطار
share-picture = صورة للملصقات والمنشورات
share-picture-link = بطاقة هذه الحملة بصيغة PNG، بمقاس 1200 في 630 بكسل
share-programs = للبرامج
share-atom = خلاصة Atom
share-json = خلاصة JSON
share-about = نحو { $number }
