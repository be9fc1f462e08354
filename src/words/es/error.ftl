error-nothing-done = No se guardó, cambió ni envió nada.
error-refused = Eso no se puede hacer
error-bad-request = No lo hemos entendido
error-bad-request-happened = Tu navegador envió algo que esta página no puede usar. Puede que falte parte de un enlace o formulario.
error-bad-request-advice = Vuelve atrás, carga la página de nuevo e inténtalo otra vez.
error-forbidden = No puedes abrir esta página
error-forbidden-happened = No has iniciado sesión, tu sesión ha terminado o tu papel no incluye esto.
error-forbidden-advice = Inicia sesión con tu nombre y contraseña, o pide un enlace de acceso a alguien responsable de esta coalición.
error-not-found = No hemos encontrado esa página
error-not-found-happened = La dirección puede estar mal escrita o cortada, o aquí nunca hubo una página.
error-not-found-safe = Los comunicados públicos siguen donde estaban.
error-not-found-advice = Revisa la dirección o búscala entre los comunicados.
error-gone = Esta página fue retirada
error-gone-happened = Aquí había una página. Fue retirada y no volverá.
error-gone-safe = Todo lo demás sigue donde estaba.
error-gone-advice = Busca palabras más recientes entre los comunicados.
error-too-large = Era demasiado grande
error-too-large-happened = El texto o archivo es mayor de lo que este servidor acepta de una vez.
error-too-large-safe = No se guardó, cambió ni envió nada. Lo que escribiste sigue en tu navegador.
error-too-large-advice = Vuelve atrás, hazlo más corto o más pequeño y envíalo de nuevo.
error-too-many = Demasiados intentos
error-too-many-happened = Este servidor recibió en poco tiempo más peticiones de las que responde.
error-too-many-safe = La última no guardó, cambió ni envió nada.
error-too-many-advice = Espera un poco e inténtalo otra vez.
error-internal = Algo falló aquí
error-internal-happened = El fallo es nuestro. Quedó anotado en el registro de este servidor.
error-internal-safe = Un cambio se guarda entero o no se guarda. Nada queda a medias.
error-internal-advice = Antes de enviar algo otra vez, mira si ya está.
error-unavailable = Ahora no podemos responder
error-unavailable-happened = Este servidor está arrancando, en mantenimiento o tiene demasiado trabajo.
error-unavailable-safe = Lo que ya se había guardado está a salvo. La última petición no se aceptó.
error-unavailable-advice = Espera unos minutos y carga esta página de nuevo.
error-wait-seconds =
    { $count ->
        [one] Puedes intentarlo de nuevo en <strong>{ $count } segundo</strong>.
       *[other] Puedes intentarlo de nuevo en <strong>{ $count } segundos</strong>.
    }
error-wait-minutes =
    { $count ->
        [one] Puedes intentarlo de nuevo en <strong>{ $count } minuto</strong>.
       *[other] Puedes intentarlo de nuevo en <strong>{ $count } minutos</strong>.
    }
error-wait-hours =
    { $count ->
        [one] Puedes intentarlo de nuevo en <strong>{ $count } hora</strong>.
       *[other] Puedes intentarlo de nuevo en <strong>{ $count } horas</strong>.
    }
error-reference = Si informas de esto, indica el número { $number }
