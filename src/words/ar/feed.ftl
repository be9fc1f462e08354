feed-statement = متابعة تغييرات هذا البيان في قارئ خلاصات
feed-event = متابعة تغييرات هذه الفعالية في قارئ خلاصات
feed-events = متابعة هذه الفعاليات في قارئ خلاصات
feed-directory = متابعة من ينضم في قارئ خلاصات
feed-exchange = متابعة النداءات والأفكار الجديدة في قارئ خلاصات
feed-changes-of = التغييرات: { $name }
feed-changed = نسخة جديدة: { $name }
feed-corrected = تصحيح: { $name }
