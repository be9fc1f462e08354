refusal-letter-not-addressed = La campaña no se dirige a «{ $name }». Se dirige a: { $list }.
refusal-letter-language = El idioma de la carta no existe; escribe en, es, pt-BR.
refusal-letter-per-hour = En una hora pueden salir de 1 a 600 cartas.
refusal-letter-zone = «{ $name }» no es una zona horaria; escribe una como Asia/Manila o Europe/Budapest.
refusal-letter-days = Elige al menos un día laborable.
refusal-letter-hours = El horario de oficina empieza antes de terminar, el mismo día, y dura una hora o más.
