refusal-letter-not-addressed = La campagne ne s’adresse pas à « { $name } ». Elle s’adresse à : { $list }.
refusal-letter-language = La langue de la lettre n’en est pas une ; écrivez en, es, pt-BR.
refusal-letter-no-campaign = Choisissez une de nos campagnes qui n’est pas finie.
refusal-letter-per-hour = De 1 à 600 lettres peuvent partir en une heure.
refusal-letter-zone = « { $name } » n’est pas un fuseau horaire ; écrivez-en un comme Asia/Manila ou Europe/Budapest.
refusal-letter-days = Écrivez les jours ouvrés en nombres de 1, lundi, à 7, séparés par des virgules ; au moins un.
refusal-letter-hours = Les heures de bureau commencent avant de finir, le même jour, et durent une heure ou plus.
