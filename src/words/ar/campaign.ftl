campaign-state-draft = مسودة
campaign-state-gathering = جمع التأييد جارٍ
campaign-state-delivered = سُلّمت إلى أصحاب القرار
campaign-state-answered = ردّ عليها أصحاب القرار
campaign-state-won = نجحت
campaign-state-lost = لم تنجح
campaign-state-closed = مغلقة
campaign-state-ended = أُغلق باب التوقيع
campaign-by = حملة من <a>{ $coalition }</a>
campaign-from = من { $day }
campaign-until = حتى { $day }
campaign-ended = انتهت في { $day }
campaign-demands = المطالب
campaign-of-whom = الجهات المطالَبة
campaign-in-short = باختصار
campaign-why = لماذا
campaign-way = على الطريق
campaign-supporters =
    { $count ->
        [zero] لا مؤيدين بعد
        [one] مؤيد واحد
        [two] مؤيدان
        [few] { $count } مؤيدين
        [many] { $count } مؤيدًا
       *[other] { $count } مؤيد
    }
campaign-reached = تحقق
campaign-since = منذ { $when }
campaign-said = ما قيل
campaign-give = الدعم بالمال
campaign-donate = التبرع
campaign-mirrors = إذا تعذّر الوصول إلى هذه الصفحة
campaign-region = المنطقة:
campaign-pass-on = اقرؤوها وانشروها:
campaign-line-state = الحالة
campaign-line-asked = الجهات المطالَبة
campaign-line-until = حتى
campaign-line-ended = انتهت في
campaign-line-by = تنظّمها
campaign-line-endorsed = بتأييد من
