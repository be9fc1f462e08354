refusal-directory-no-entry = ليس في الدليل إلا ائتلافات وحملات.
refusal-directory-not-discoverable = لا يريدون أن يُعثر عليهم في الأدلة، فلا يُسألون.
refusal-directory-cannot-be-asked = لا يستطيع خادمهم الرد على طلب كهذا بعد. راسلوهم، واسألوا من جديد حين يستطيع.
refusal-directory-gone = لم يعودوا موجودين، أو انتقلوا.
refusal-directory-listed = هم مدرجون بالفعل.
refusal-directory-blocked = أنتم تحظرونهم، أو هم يحظرونكم.
refusal-directory-no-sector = لا يوجد مجال «{ $name }».
refusal-directory-many = اذكروا من كل نوع { $count } على الأكثر.
refusal-directory-own-domain = هذا نطاق هذا الخادم نفسه.
refusal-directory-no-rule = لا توجد قاعدة لـ{ $name }.
refusal-directory-note = { $count ->
    [zero] اختصروا الملاحظة إلى 0 حرف أو أقل.
    [one] اختصروا الملاحظة إلى حرف واحد أو أقل.
    [two] اختصروا الملاحظة إلى حرفين أو أقل.
    [few] اختصروا الملاحظة إلى { $count } أحرف أو أقل.
    [many] اختصروا الملاحظة إلى { $count } حرفًا أو أقل.
   *[other] اختصروا الملاحظة إلى { $count } حرف أو أقل.
}
refusal-directory-report-self = لا يمكنكم الإبلاغ عن أنفسكم.
