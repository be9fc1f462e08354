delivery-title = الإيصال: { $name }
delivery-heading = الإيصال
delivery-back = العودة إلى المكتب
delivery-none = لم يكن هناك خادم آخر للإيصال إليه.
delivery-delivered = وصل
delivery-waiting = ينتظر
delivery-refused = مرفوض
delivery-outcome = وصل { $delivered }، ينتظر { $waiting }، مرفوض { $refused }
delivery-progress =
    { $count ->
        [zero] لا خوادم: { $done } من { $count }
        [one] وصل إلى { $done } من خادم واحد ({ $count })
        [two] وصل إلى { $done } من خادمين ({ $count })
        [few] وصل إلى { $done } من { $count } خوادم
        [many] وصل إلى { $done } من { $count } خادمًا
       *[other] وصل إلى { $done } من { $count } خادم
    }
delivery-counted = أُحصي في { $when }
delivery-count-again = إعادة الإحصاء
delivery-missing = الخوادم التي لم يصلها
delivery-server = الخادم
delivery-happened = ما حدث
delivery-next = المحاولة التالية
delivery-tries =
    { $count ->
        [zero] (لا محاولات)
        [one] (محاولة واحدة)
        [two] (محاولتان)
        [few] ({ $count } محاولات)
        [many] ({ $count } محاولة)
       *[other] ({ $count } محاولة)
    }
delivery-no-more = لا مزيد
delivery-more = وغيرها: { $count }.
delivery-again = تُعاد المحاولة مع الخوادم المنتظرة مدة 7 أيام، بفواصل تطول شيئًا فشيئًا.
delivery-why-gone = لم يعد صندوق البريد موجودًا هناك
delivery-why-expired = تعذّر الوصول إليه مدة 7 أيام
delivery-why-dropped = شُطب من القائمة هنا
delivery-why-not-yet = لم يحن دوره بعد
delivery-why-unreached = تعذّر الوصول إليه
delivery-why-not-accepted = لا يقبل رسائل من هذا الائتلاف
delivery-why-too-long = البيان أطول مما يقبله
delivery-why-wait = طلب منا الانتظار
delivery-why-fault = لديه خلل
delivery-why-refused = رفض البيان
delivery-answer = { $why }، الجواب { $status }
