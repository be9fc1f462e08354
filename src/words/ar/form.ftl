form-problem = هناك مشكلة
form-error = خطأ:
form-continue = متابعة
form-own-address = عنوانكم
form-own-address-hint = اسم وخادم، مثل ⁦@you@server.example⁩
