# من يتابعهم الائتلاف، وما ينشره عن غيره وما يرد عليه.
following-title = المتابَعون
following-follow = متابعة أحد
following-whom = من
following-whom-hint = مثل ‎@name@server.example أو عنوان صفحته.
following-do-follow = متابعة
following-of = يتابع { $name }
following-nobody = لا أحد بعد.
following-asked = طُلب ولم يُجَب بعد
following-do-unfollow = إلغاء المتابعة
following-boost = إعادة نشر منشور
following-post = عنوان المنشور
following-post-hint = يبدأ بـ https://. انسخوه من المتصفح.
following-do-boost = إعادة النشر
following-boosted = أُعيد نشره
following-do-unboost = تراجع
following-answer = الرد على منشور
following-text = الرد
following-do-answer = الرد علنًا
following-hand-in-hint = يوافق عليه آخرون قبل أن يخرج.
following-do-hand-in = تقديم للمراجعة
following-answers = يرد على
following-fault-nothing = لا شيء في هذا العنوان، أو ليس للجميع.
following-fault-unreached = لم يجب الخادم الآخر. حاولوا لاحقًا.
following-fault-empty = اكتبوا الرد.
following-boost-hint =
    { $count ->
        [zero] لا يصل إلى أحد بعد: لا خادم آخر يتابع.
        [one] يصل إلى خادم واحد.
        [two] يصل إلى خادمين.
        [few] يصل إلى { $count } خوادم.
        [many] يصل إلى { $count } خادمًا.
       *[other] يصل إلى { $count } خادم.
    }
following-answer-hint =
    { $count ->
        [zero] لا خادم آخر يتابع؛ يصل إلى من تردون عليه، ولا يمكن استرجاعه.
        [one] يصل إلى خادم واحد وإلى من تردون عليه، ولا يمكن استرجاعه.
        [two] يصل إلى خادمين وإلى من تردون عليه، ولا يمكن استرجاعه.
        [few] يصل إلى { $count } خوادم وإلى من تردون عليه، ولا يمكن استرجاعه.
        [many] يصل إلى { $count } خادمًا وإلى من تردون عليه، ولا يمكن استرجاعه.
       *[other] يصل إلى { $count } خادم وإلى من تردون عليه، ولا يمكن استرجاعه.
    }
following-done-followed = يتابع الائتلاف هذا الحساب.
following-done-asked = أُرسل الطلب. تبدأ المتابعة عند القبول.
following-done-unfollowed = لم يعد الائتلاف يتابع هذا الحساب.
following-done-boosted = أُعيد نشره.
following-done-unboosted = أُلغيت إعادة النشر.
following-done-answered = نُشر الرد.
