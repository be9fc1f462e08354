refusal-letter-not-addressed = La campaña no se dirige a «{ $name }». Se dirige a: { $list }.
refusal-letter-language = El idioma de la carta no existe; escribe en, es, pt-BR.
refusal-letter-no-campaign = Elige una de nuestras campañas que no haya terminado.
refusal-letter-per-hour = En una hora pueden salir de 1 a 600 cartas.
refusal-letter-zone = «{ $name }» no es una zona horaria; escribe una como Asia/Manila o Europe/Budapest.
refusal-letter-days = Escribe los días laborables como números del 1, lunes, al 7, separados por comas; al menos uno.
refusal-letter-hours = El horario de oficina empieza antes de terminar, el mismo día, y dura una hora o más.
