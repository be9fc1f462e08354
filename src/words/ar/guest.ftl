# المجيء إلى فعالية دون حساب.
guest-heading = قولوا إنكم ستأتون
guest-hint = لا حاجة إلى حساب. تصلكم رسالة واحدة فيها رابط، ولا تُحسبون إلا حين تفتحونه.
guest-answer = هل ستأتون؟
guest-answer-yes = نعم
guest-answer-maybe = ربما
guest-people = كم شخصًا
guest-people-hint = وأنتم منهم. عدد من 1 إلى 10.
guest-send = إرسال
guest-privacy = لا يُحفظ عنوانكم، بل بصمة منه فقط كي تُحسبوا مرة واحدة، وتُمحى بعد 30 يومًا من الفعالية. لذلك لا يمكننا تذكيركم. وفي الرسالة رابط يسحب جوابكم.
guest-people-wrong = اكتبوا كم شخصًا سيأتي: عدد من 1 إلى 10
guest-answer-missing = اختاروا هل ستأتون أم ربما تأتون
guest-wait-title = كثيرون يجيبون الآن
guest-asked = إن كان هذا العنوان يستقبل البريد فستصله رسالة منا خلال دقائق. افتحوا الرابط فيها: عندها فقط تُحسبون. وإلا فيُمحى جوابكم بعد يومين.
guest-said-yes = { $count ->
    [one] سيأتي شخص واحد إلى «{ $name }».
    [two] سيأتي شخصان إلى «{ $name }».
    [few] سيأتي { $count } أشخاص إلى «{ $name }».
    [many] سيأتي { $count } شخصًا إلى «{ $name }».
   *[other] سيأتي { $count } شخص إلى «{ $name }».
}
guest-said-maybe = { $count ->
    [one] ربما يأتي شخص واحد إلى «{ $name }».
    [two] ربما يأتي شخصان إلى «{ $name }».
    [few] ربما يأتي { $count } أشخاص إلى «{ $name }».
    [many] ربما يأتي { $count } شخصًا إلى «{ $name }».
   *[other] ربما يأتي { $count } شخص إلى «{ $name }».
}
guest-confirm-title = أكّدوا جوابكم
guest-confirm-button = نعم، احسبوه
guest-confirm-not-you = إن لم تكونوا من أجاب فأغلقوا هذه الصفحة. سيُمحى كل شيء.
guest-counts-title = شكرًا. صرتم محسوبين
guest-counts = صار جوابكم محسوبًا في <a>{ $name }</a>.
guest-counts-calendar = <a>أضيفوها إلى تقويمكم</a>. ليس لدينا عنوان نذكّركم عليه.
guest-counts-erase = يمكنكم <a>سحبه</a> في أي وقت.
guest-erase-title = سحب جوابكم؟
guest-erase = لا يعود يُحسب، ولا يُحفظ شيء منه.
guest-erase-button = سحب جوابي
guest-erased-title = سُحب جوابكم
guest-erased = لم يعد يُحفظ هنا شيء منه.
guest-stale = هو قديم جدًا، أو استُعمل من قبل، أو انقطع في الطريق. لم يتغيّر شيء. إن كنتم قد أكّدتم فأنتم محسوبون.
guest-over-title = لا يمكن لأحد أن يجيب هنا حاليًا
guest-over = انتهت الفعالية أو أُلغيت، أو أن هذا الخادم لا يرسل بريدًا. لم يُحسب شيء، ولا يُحفظ شيء مما كتبتموه.
guest-full-title = عدد من يجيبون الآن كبير جدًا
guest-full = لم يُحفظ شيء مما كتبتموه. عودوا بعد ساعة من فضلكم.
guest-mail-subject = { $name }: يُرجى تأكيد جوابكم
guest-mail-asked = أجاب أحدهم، ونرجو أن يكون أنتم، بهذا العنوان:
guest-mail-confirm = افتحوا هذا للتأكيد خلال يومين. وهو يحل محل ما أكّدتموه من قبل:
guest-mail-calendar = الفعالية لتقويمكم:
guest-mail-erase = لسحب جوابكم، الآن أو لاحقًا، افتحوا:
guest-mail-not-you = إن لم تكونوا أنتم فلا تفعلوا شيئًا. لا يُحسب، ويُمحى بعد يومين.
