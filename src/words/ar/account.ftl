account-you = أنتم { $name }، بصفة { $role } في { $coalition }.
account-moving = خذوا متابعاتكم وقوائمكم معكم، أو اجلبوها إلى هنا، أو انتقلوا
account-no-password = ليس لديكم كلمة سر بعد: تدخلون بروابط يصنعها أحد لكم.
account-password = كلمة سركم
account-present-password = كلمة سركم الحالية
account-new-password = كلمة السر الجديدة
account-password-effect = كلمة السر الجديدة تُخرجكم من كل الأجهزة الأخرى ومن كل التطبيقات.
account-change-password = تغيير كلمة السر
account-set-password = تعيين كلمة السر
account-second-step = الخطوة الثانية
account-authenticator-on = عند تسجيل الدخول بكلمة السر يُطلب منكم أيضًا رمز من تطبيق المصادقة.
account-codes-left =
    { $count ->
        [zero] لم يبق أي رمز استرداد.
        [one] بقي رمز استرداد واحد.
        [two] بقي رمزا استرداد.
        [few] بقيت { $count } رموز استرداد.
        [many] بقي { $count } رمز استرداد.
       *[other] بقي { $count } رمز استرداد.
    }
account-authenticator-why = تطبيق المصادقة يُظهر على هاتفكم رمزًا جديدًا كل 30 ثانية. ومعه لا تفتح كلمة السر المسروقة وحدها شيئًا.
account-new-codes = إنشاء رموز استرداد جديدة
account-turn-off = إيقافه
account-turn-on = تشغيله
account-set-up = إعداد تطبيق مصادقة
account-sessions = الأماكن التي سجلتم الدخول فيها
account-sessions-known = نعرف متى بدأت الجلسة، ولا نعرف شيئًا عن الجهاز أو المكان.
account-this-device = هذا الجهاز.
account-by-link = منذ { $since }، برابط. تنتهي في { $until }.
account-by-password = منذ { $since }، بكلمة سر. تنتهي في { $until }.
account-end = إنهاؤها
account-since = (منذ { $when })
account-end-others = تسجيل الخروج من كل الأماكن الأخرى
account-authenticator-how = افتحوا تطبيق المصادقة، وأضيفوا حسابًا يدويًا، واكتبوا هذا المفتاح. أو افتحوا العنوان أدناه على الجهاز الذي فيه تطبيق المصادقة.
account-key = المفتاح
account-address = العنوان
account-authenticator-effect = لا يتغير شيء قبل أن يصح الرمز. بعد ذلك تُخرَجون من كل الأجهزة الأخرى ومن كل التطبيقات.
account-code-hint = الأرقام الستة التي يعرضها تطبيق المصادقة الآن
account-not-now = ليس الآن
account-codes-title = رموز الاسترداد
account-codes-heading = رموز الاسترداد الخاصة بكم
account-codes-how = كل رمز منها يُدخلكم مرة واحدة بدلًا من رمز المصادقة إذا فقدتم تطبيق المصادقة. اكتبوها واحفظوها حيث لا ينظر أحد: لا تُعرض إلا الآن.
account-codes = الرموز
account-codes-done = لقد كتبتها
account-done-password = تغيّرت كلمة سركم. وسُجّل خروجكم من كل الأماكن الأخرى.
account-done-off = أُوقف تطبيق المصادقة. كلمة سركم وحدها تكفي للدخول.
account-done-ended = تم. ما أُنهي لم يعد يمكن استخدامه.
account-not-yours = هذه ليست كلمة سركم. اكتبوا الكلمة التي تسجلون الدخول بها.
account-fault-password-blank = أدخلوا كلمة السر الجديدة.
account-signed = الحملات التي تدعمونها
account-signed-known = أنتم وحدكم ترون هذه القائمة. لا يرى الآخرون اسمكم مع حملة إلا حيث اخترتم ذلك.
account-signed-none = لم توقّعوا أي حملة بهذا الحساب.
account-signed-named = اسمكم ظاهر.
account-signed-initials = تظهر الحروف الأولى من اسمكم.
account-signed-hidden = تُحسبون فقط دون اسم.
account-take-back = سحب التوقيع
account-to-sign = حملات يمكنكم توقيعها
account-sign-named = توقيع باسمي
account-sign-hidden = توقيع دون اسمي
account-done-signed = أنتم الآن من داعميها. يمكنكم سحب توقيعكم هنا في أي وقت.
account-done-taken = سُحب توقيعكم. لم يعد يُحسب، ولا يُحفظ منه شيء.
account-events = الفعاليات التي ستأتون إليها
account-events-known = أنتم وحدكم ترون هذه القائمة. ويرى الآخرون العدد.
account-events-none = لم تجيبوا على أي فعالية بهذا الحساب. انظروا إلى <a>الفعاليات القادمة</a>.
account-done-answer = سُحب جوابكم. لم يعد يُحسب، ولا يُحفظ منه شيء.
