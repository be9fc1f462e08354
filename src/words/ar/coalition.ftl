coalition-title = { $name }: البيانات
coalition-followers =
    { $count ->
        [zero] لا متابعين بعد
        [one] متابع واحد <strong>({ $count })</strong>
        [two] متابعان <strong>({ $count })</strong>
        [few] <strong>{ $count }</strong> متابعين
        [many] <strong>{ $count }</strong> متابعًا
       *[other] <strong>{ $count }</strong> متابع
    }
coalition-writes-in = لغات الكتابة: { $languages }
coalition-campaigns = الحملات
coalition-no-statement = لا يوجد بيان هنا بعد.
coalition-statements-by = بيانات { $name }
coalition-link-verified = أكّدته تلك الصفحة، { $day }
