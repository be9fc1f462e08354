desk-you = تعملون هنا بصفة { $role } في { $coalition }.
desk-nobody-follows = لا متابعين بعد.
desk-reach = { $followers } على { $servers }.
desk-followers =
    { $count ->
        [zero] لا متابعين
        [one] متابع واحد
        [two] متابعان
        [few] { $count } متابعين
        [many] { $count } متابعًا
       *[other] { $count } متابع
    }
desk-servers =
    { $count ->
        [zero] لا خوادم
        [one] خادم واحد
        [two] خادمين
        [few] { $count } خوادم
        [many] { $count } خادمًا
       *[other] { $count } خادم
    }
desk-write = كتابة بيان
desk-no-statement = لا يوجد بيان بعد.
desk-no-server = لا خادم آخر للإيصال إليه
desk-edit = تعديل
desk-withdraw = سحب
desk-state-draft = مسودة
desk-state-published = منشور
desk-state-edited = معدّل
desk-state-withdrawn = مسحوب
desk-done-published = تم النشر.
desk-done-changed = نُشر التعديل.
desk-done-withdrawn = تم السحب.
desk-on-its-way =
    { $count ->
        [zero] لا يتابع أي خادم آخر بعد.
        [one] هو في طريقه إلى خادم واحد.
        [two] هو في طريقه إلى خادمين.
        [few] هو في طريقه إلى { $count } خوادم.
        [many] هو في طريقه إلى { $count } خادمًا.
       *[other] هو في طريقه إلى { $count } خادم.
    }
desk-correct = تصحيح
desk-done-corrected = نُشر التصحيح.
