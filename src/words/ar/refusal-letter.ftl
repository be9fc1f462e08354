refusal-letter-not-addressed = لا تخاطب الحملة «{ $name }». تخاطب: { $list }.
refusal-letter-language = لغة الرسالة ليست لغة؛ اكتبوا ⁦en, es, pt-BR⁩.
refusal-letter-no-campaign = اختاروا واحدة من حملاتنا التي لم تنته.
refusal-letter-per-hour = يمكن أن تخرج في الساعة رسائل عددها بين 1 و600.
refusal-letter-zone = «{ $name }» ليست منطقة زمنية؛ اكتبوا مثل ⁦Asia/Manila⁩ أو ⁦Europe/Budapest⁩.
refusal-letter-days = اكتبوا أيام العمل أرقامًا من 1، وهو الاثنين، إلى 7، تفصل بينها فواصل؛ يومًا واحدًا على الأقل.
refusal-letter-hours = تبدأ ساعات العمل قبل أن تنتهي، في اليوم نفسه، وتدوم ساعة أو أكثر.
