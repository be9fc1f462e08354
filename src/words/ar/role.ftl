role-member = عضو
role-moderator = مشرف/ة
role-editor = محرر/ة
role-spokesperson = ناطق/ة
role-owner = مسؤول/ة
