directory-title = الائتلافات والحملات
directory-lead = تعمل مع { $name }. وقد وافق كل منها على أن يُذكر هنا.
directory-count = { $count ->
    [zero] لا مدخلات
    [one] مدخل واحد
    [two] مدخلان
    [few] { $count } مدخلات
    [many] { $count } مدخلًا
   *[other] { $count } مدخل
}
directory-none = لا أحد هنا بعد.
directory-none-found = لا أحد هنا بهذه الكلمات.
directory-by-sector = حسب مجال العمل
directory-by-region = حسب المنطقة
directory-by-language = حسب اللغة
directory-by-state = حسب ما بلغته الحملة
directory-all = عرض الكل
directory-coalition = ائتلاف
directory-campaign = حملة
directory-follow = المتابعة من خادمكم
directory-follow-of = : { $name }
directory-regions = المناطق:
directory-languages = اللغات:
directory-follow-all = متابعتها كلها دفعة واحدة
directory-follow-all-hint = انسخوا هذا العنوان إلى خانة البحث في خادم Mastodon، الإصدار 4.6 أو أحدث:
directory-logo = شعار { $name }
directory-desk-title = الدليل
directory-desk-lead = الائتلافات والحملات التي تعرضونها على قرائكم. لا يُعرض أحد بلا موافقته، ولا يعرض أحد ما لكم بلا موافقتكم.
directory-ask-heading = سؤال جهة
directory-ask-label = ائتلاف أو حملة
directory-ask-hint = معرّف مثل ⁦@coalition@example.org⁩، أو عنوان صفحته
directory-ask-what-happens = يصلهم طلب موقّع. ويُعرضون حالما يوافقون.
directory-ask-button = طلب الموافقة
directory-requests = من يريد عرض ما لكم
directory-no-request = لم يسأل أحد.
directory-request-of = يريد عرض { $name }
directory-request-shows = يعرض { $name }
directory-accept = السماح
directory-decline = الرفض
directory-revoke = سحب السماح
directory-entries = الائتلافات والحملات المعروفة
directory-candidates = معروفة ولم تُسأل بعد
directory-own = ما لكم
directory-show-own = العرض في الدليل
directory-hide-own = عدم العرض
directory-remove = الإزالة
directory-ask-again = السؤال
directory-state-candidate = لم يُسأل
directory-state-asked = سُئل ولم يجب بعد
directory-state-listed = معروض
directory-state-declined = رفض
directory-state-withdrawn = سحب موافقته
directory-lists = قوائم الشركاء
directory-lists-lead = ينشر الشركاء قوائم موقّعة بمن يعرضونهم. والقائمة لا تخبركم إلا بمن قد تسألونهم.
directory-no-list = لا ينشر أي شريك قائمة بعد.
directory-list-read = قُرئت
directory-list-never = لم تُقرأ بعد.
directory-list-trouble = تعذّرت قراءتها: { $name }
directory-look = قراءتها الآن
directory-trust = سؤال كل من تذكرهم
directory-distrust = عدم سؤال أحد تلقائيًا
directory-named = ذكرهم الشركاء
directory-open-heading = هل يستطيع غيركم عرض ما لكم؟
directory-is-open = يستطيع غيركم أن يسأل. من تتابعونهم أو تعرضونهم يُجابون بنعم فورًا، والباقون ينتظرونكم هنا.
directory-is-closed = لا يستطيع أحد عرض ما لكم، ولا أن يسأل.
directory-close = عدم السماح لأحد بعرض ما لنا
directory-close-consequence = يُسحب كل ما سمحتم به. لا يمكن التراجع: على الآخرين أن يسألوا من جديد.
directory-reopen = السماح للآخرين بالسؤال
directory-describe-heading = ما يعمل عليه ائتلافكم
directory-describe-sectors = مجالات العمل
directory-describe-regions = المناطق
directory-describe-regions-hint = رموز تفصل بينها فواصل: بلد مثل HU، أو جزء منه مثل ⁦HU-BU⁩
directory-describe-languages = اللغات
directory-describe-languages-hint = رموز تفصل بينها فواصل، مثل ⁦en, es⁩
directory-describe-save = حفظ
directory-done-asked = سُئلوا. ويُعرضون عندما يوافقون.
directory-done-listed = هم معروضون الآن.
directory-done-removed = لم يعودوا معروضين.
directory-done-accepted = يمكنهم عرض ما لكم.
directory-done-declined = لا يمكنهم عرض ما لكم.
directory-done-changed = تم الحفظ.
directory-done-read = قُرئت القائمة.
directory-to-page = عرض الصفحة العامة
directory-card-coalitions = { $count ->
    [zero] لا ائتلافات
    [one] ائتلاف واحد
    [two] ائتلافان
    [few] { $count } ائتلافات
    [many] { $count } ائتلافًا
   *[other] { $count } ائتلاف
}
directory-card-campaigns = { $count ->
    [zero] لا حملات
    [one] حملة واحدة
    [two] حملتان
    [few] { $count } حملات
    [many] { $count } حملة
   *[other] { $count } حملة
}
