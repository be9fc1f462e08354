room-campaigns = الحملات
room-people = الأشخاص والصفات
room-reports = البلاغات
room-audit = السجل
room-queue = قوائم الانتظار
# Neighbouring pages of a long list.
room-newer = إلى الأحدث
room-older = الأقدم
