room-campaigns = الحملات
room-people = الأشخاص والصفات
room-reports = البلاغات
room-audit = السجل
room-queue = قوائم الانتظار
