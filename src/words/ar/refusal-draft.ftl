refusal-draft-state-approve = حالة المسودة: { $state }. لا تمكن الموافقة عليها الآن.
refusal-draft-changed = تغيّرت المسودة منذ أن قرأتموها. اقرؤوها من جديد. لم تُعطَ موافقتكم.
refusal-draft-new-role = لم يصبح لكم أن توافقوا إلا بعد كتابة هذه المسودة. يوافق من كان له ذلك من قبل، أو تُبدأ المسودة من جديد. لم تُعطَ موافقتكم.
refusal-draft-state-late = حالة المسودة: { $state }. فات أوان ذلك.
refusal-draft-not-approved = لم توافقوا عليها.
refusal-draft-state = حالة المسودة: { $state }. لا يمكن فعل ذلك بها الآن.
refusal-draft-time-past = مضى ذلك الوقت. اختاروا وقتًا لاحقًا، أو انشروها الآن.
refusal-draft-read-again = تغيّرت. اقرؤوها من جديد.
refusal-draft-changed-unpublished = تغيّرت المسودة منذ أن قرأتموها. اقرؤوها من جديد. لم يُنشر شيء.
refusal-draft-no-change = لا تغيّر أي بيان.
refusal-draft-statement-gone = لم يعد البيان موجودًا. لم يُنشر شيء.
refusal-draft-statement-changed = تغيّر البيان منذ بدء هذه المسودة. ابدؤوا من النسخة الحالية. لم يُنشر شيء.
refusal-draft-event-changed = تغيّرت الفعالية منذ بدء هذه المسودة. ابدؤوا مما تقوله الآن. لم يُنشر شيء.
refusal-draft-say-what = قولوا ما الذي ينبغي تغييره.
refusal-draft-no-such-campaign = لا توجد هنا حملة باسم @{ $name }.
refusal-draft-unread = لم يراجع أحد النص بـ{ $name }، لذلك لا يمكن أن يصبح النص الرئيسي. راجعوه أولًا أو اكتبوه من جديد.
refusal-draft-unsaid = قولوا في جملة واحدة ما الذي كان خطأ، أو سبب السحب. يراها القراء.
refusal-draft-no-campaign = اختاروا الحملة التي تقول ذلك.
refusal-draft-no-statement = قولوا أي بيان تغيّره.
refusal-draft-matter-event = قولوا عن أي فعالية هي، ولا شيء غيرها.
refusal-draft-matter-call = قولوا عن أي نداء هي، ولا شيء غيره.
refusal-draft-approvals = الموافقات: { $count } من { $needed }. لم يُنشر شيء.
refusal-draft-all-writers = كل من وافق شارك في كتابتها. يجب أن يوافق شخص آخر أيضًا. لم يُنشر شيء.
refusal-draft-quorum-number = اطلبوا عددًا من الموافقات بين 1 و{ $count }.
refusal-draft-quorum-changed = تغيّر عدد الموافقات منذ بدء هذه المسودة. ابدأوا من العدد الحالي. لم يتغير شيء.
refusal-draft-owner-decides = لا يقرر هذا إلا من له صفة المسؤولية.
refusal-draft-quorum-needed = { $count ->
    [zero] ينشر الائتلاف بعد 0 موافقة. قدّموها كمسودة ليوافق عليها آخرون. لم يتغير شيء.
    [one] ينشر الائتلاف بعد موافقة واحدة. قدّموها كمسودة ليوافق عليها آخرون. لم يتغير شيء.
    [two] ينشر الائتلاف بعد موافقتين. قدّموها كمسودة ليوافق عليها آخرون. لم يتغير شيء.
    [few] ينشر الائتلاف بعد { $count } موافقات. قدّموها كمسودة ليوافق عليها آخرون. لم يتغير شيء.
    [many] ينشر الائتلاف بعد { $count } موافقة. قدّموها كمسودة ليوافق عليها آخرون. لم يتغير شيء.
   *[other] ينشر الائتلاف بعد { $count } موافقة. قدّموها كمسودة ليوافق عليها آخرون. لم يتغير شيء.
}
refusal-draft-answer-closed = هذا المنشور ليس للجميع، لذلك لا يفعل التحالف شيئًا علنيًا بشأنه.
refusal-draft-answer-gone = المنشور الذي تردّ عليه المسودة لم يعد موجودًا. لم يُنشر شيء.
refusal-draft-matter-campaign = قولوا عن أي حملة هي، ولا شيء غيره.
refusal-draft-matter-endorsement = حدّدوا ما يُؤيَّد، ولا شيء غيره.
refusal-draft-matter-joint = حدّدوا أي حملة من حملاتنا تقف إلى جانب حملة مَن، ولا شيء غير ذلك.
refusal-draft-matter-quorum = قولوا كم شخصًا يجب أن يوافق، أقل من الآن، ولا شيء غير ذلك.
refusal-draft-matter-answer = اذكروا أي نداء يرد عليه، ولا شيء غير ذلك.
refusal-draft-campaign-changed = تغيّرت الحملة منذ بدء هذه المسودة. جدّدوا المسودة. لم يُنشر شيء.
refusal-draft-campaign-gone = لم تعد الحملة موجودة بهذا الاسم. لم يُنشر شيء.
