# What is refused about notices.
refusal-notice-empty = اكتب ما تريد أن تخبر به أعضاءك.
refusal-notice-long = اختصر الإعلان إلى { $count } حرفًا أو أقل.
refusal-notice-backwards = آخر يوم يسبق أول يوم.
refusal-notice-past = لقد مضى آخر يوم. اختر يومًا لم يأت بعد.
refusal-notice-no-sign = تفاعل برمز تعبيري واحد.
refusal-notice-many-kinds = هناك { $count } أنواع من التفاعلات. اختر واحدًا منها.
