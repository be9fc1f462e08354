refusal-call-past = ينتهي النداء قبل أن يبدأ. اختاروا يومًا قادمًا.
refusal-call-many = أقصى عدد في النداء { $count }: { $what }.
refusal-call-over = النداء مغلق ولم يعد يقبل ردودًا.
refusal-call-closed = النداء مغلق. انشروا نداءً جديدًا.
refusal-call-no-idea = لا يؤخذ إلا بفكرة. ردّوا على النداء بدلًا من ذلك.
refusal-call-own-call = هذا نداؤكم. ردّوا على رسالة تحته.
refusal-call-own-message = هذه رسالتكم. ردّوا على ما كتبوه.
refusal-call-empty = اكتبوا ردكم.
