event-when = متى
event-where = أين
event-online = عن بُعد
event-when-open = { $day }، { $from } ({ $zone })
event-when-day = { $day }، من { $from } إلى { $until } ({ $zone })
event-when-days = من { $day } { $from } إلى { $until } ({ $zone })
event-cancelled = أُلغيت هذه الفعالية.
event-by = فعالية من { $name }
event-about = ماذا يجري
event-answers = من سيأتي
event-answers-yes = { $count ->
    [zero] لم يقل أحد بعد إنه سيأتي.
    [one] قال شخص واحد إنه سيأتي.
    [two] قال شخصان إنهما سيأتيان.
    [few] قال { $count } أشخاص إنهم سيأتون.
    [many] قال { $count } شخصًا إنهم سيأتون.
   *[other] قال { $count } شخص إنهم سيأتون.
}
event-answers-maybe = { $count ->
    [zero] ولا أحد غيرهم قال إنه ربما يأتي.
    [one] وربما يأتي شخص آخر.
    [two] وربما يأتي شخصان آخران.
    [few] وربما يأتي { $count } آخرون.
    [many] وربما يأتي { $count } شخصًا آخر.
   *[other] وربما يأتي { $count } شخص آخر.
}
event-answers-how = قولوا إنكم ستأتون من Mobilizon أو خادم فعاليات آخر. نحتفظ بالعدد، ولا نحتفظ بأي قائمة أشخاص.
event-yours-yes = قلتم إنكم ستأتون.
event-yours-maybe = قلتم إنكم ربما تأتون.
event-yours-none = لم تجيبوا بعد.
event-yes = سآتي
event-maybe = ربما آتي
event-no = لن آتي
event-yours-hidden = يرى الآخرون العدد، ولا يرى أحد اسمكم.
event-sign-in = الأعضاء <a>يسجّلون الدخول</a> ثم يعودون إلى هذه الصفحة ويجيبون بضغطة واحدة.
event-note-answer = قولوا هل ستأتون:
event-ways-accounts = بحساب:
event-ways-guests = بالاستمارة:
event-calendar = إضافتها إلى تقويمكم
event-post = قراءة المنشور عنها ونشره
event-list = الفعاليات
event-list-of = فعاليات: { $name }
event-list-none = لا فعالية قادمة.
event-list-calendar = متابعة هذه الفعاليات في تقويمكم
event-called-off = أُلغيت: { $name }
event-coming = الفعاليات القادمة
event-past = فعاليات انتهت
event-all = كل الفعاليات
event-new = الدعوة إلى فعالية
event-none-yet = لا توجد فعالية بعد.
event-edit = تعديل الفعالية
event-read = قراءتها
event-form-caller = من يدعو
event-form-name = اسمها
event-form-starts = متى تبدأ
event-form-clock = بتوقيت المكان، مثل ⁦2026-12-05T14:00⁩
event-form-ends = متى تنتهي
event-form-optional = اتركوه فارغًا إن لم يكن معروفًا
event-form-zone = المنطقة الزمنية للمكان
event-form-zone-hint = مثل ⁦Europe/Budapest⁩ أو ⁦Asia/Manila⁩
event-form-no-zone = لا توجد منطقة زمنية كهذه. اكتبها مثل ⁦Europe/Budapest⁩.
event-form-no-start = اكتب اليوم والوقت الذي يبدأ فيه، مثل ⁦2026-12-05T14:00⁩.
event-form-no-end = اكتب اليوم والوقت الذي ينتهي فيه، مثل ⁦2026-12-05T16:00⁩، أو اتركه فارغًا.
event-form-place = المكان
event-form-address = العنوان
event-form-online = رابط لمن ينضمون عن بُعد
event-form-online-hint = يبدأ بـ ⁦https://⁩
event-form-about = ماذا يجري
event-form-about-hint = بصيغة Markdown
event-form-language = اللغة
event-form-goes = { $count ->
    [zero] يُنشر هذا. لا يتابع أي خادم آخر بعد. لا يمكن استرجاعه، بل إلغاء الفعالية فقط.
    [one] يذهب هذا إلى خادم واحد. لا يمكن استرجاعه، بل إلغاء الفعالية فقط.
    [two] يذهب هذا إلى خادمين. لا يمكن استرجاعه، بل إلغاء الفعالية فقط.
    [few] يذهب هذا إلى { $count } خوادم. لا يمكن استرجاعه، بل إلغاء الفعالية فقط.
    [many] يذهب هذا إلى { $count } خادمًا. لا يمكن استرجاعه، بل إلغاء الفعالية فقط.
   *[other] يذهب هذا إلى { $count } خادم. لا يمكن استرجاعه، بل إلغاء الفعالية فقط.
}
event-form-change = كل من أُخبر يسمع بالتعديل.
event-form-call = النشر والدعوة
event-form-save = نشر التعديل
event-form-back = العودة إلى الفعاليات
event-cancel = إلغاؤها
event-cancel-ask = هل تلغون هذه الفعالية؟
event-cancel-goes = { $count ->
    [zero] ستقول الصفحة إنها لن تقام.
    [one] ستقول الصفحة إنها لن تقام، ويُخبَر خادم واحد.
    [two] ستقول الصفحة إنها لن تقام، ويُخبَر خادمان.
    [few] ستقول الصفحة إنها لن تقام، وتُخبَر { $count } خوادم.
    [many] ستقول الصفحة إنها لن تقام، ويُخبَر { $count } خادمًا.
   *[other] ستقول الصفحة إنها لن تقام، ويُخبَر { $count } خادم.
}
