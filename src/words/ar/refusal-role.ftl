refusal-role-draft = صفتكم لا تسمح لكم بكتابة المسودات.
refusal-role-approve = صفتكم لا تسمح لكم بالموافقة ولا بالنشر. يفعل ذلك الناطقون والمسؤولون.
refusal-role-admit = صفتكم لا تسمح لكم بتقرير من ينضم.
refusal-role-invite = صفتكم لا تسمح لكم بدعوة شخص بهذه الصفة: { $role }.
refusal-role-decide = صفتكم لا تسمح لكم بالبتّ في أمر { $name }.
refusal-role-owner = لا يحدد صفات الآخرين إلا من له صفة المسؤولية.
