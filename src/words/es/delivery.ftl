delivery-title = Entrega: { $name }
delivery-heading = Entrega
delivery-back = Volver a la redacción
delivery-none = No había ningún otro servidor al que entregar.
delivery-delivered = Entregados
delivery-waiting = En espera
delivery-refused = Rechazados
delivery-outcome = Entregados: { $delivered }; en espera: { $waiting }; rechazados: { $refused }
delivery-progress =
    { $count ->
        [one] Entregado a { $done } de { $count } servidor
       *[other] Entregado a { $done } de { $count } servidores
    }
delivery-counted = Contado el { $when }
delivery-count-again = Contar de nuevo
delivery-missing = Servidores que no lo tienen
delivery-server = Servidor
delivery-happened = Qué pasó
delivery-next = Próximo intento
delivery-tries =
    { $count ->
        [one] ({ $count } intento)
       *[other] ({ $count } intentos)
    }
delivery-no-more = Ninguno más
delivery-more = Y { $count } más.
delivery-again = Los servidores en espera se vuelven a intentar durante 7 días, con pausas cada vez más largas.
delivery-why-gone = El buzón de allí ya no existe
delivery-why-expired = No se pudo contactar con él durante 7 días
delivery-why-dropped = Aquí se quitó de la lista
delivery-why-not-yet = Aún no le ha llegado el turno
delivery-why-unreached = No se pudo contactar con él
delivery-why-not-accepted = No acepta mensajes de esta coalición
delivery-why-too-long = El comunicado es demasiado largo para él
delivery-why-wait = Nos pidió que esperáramos
delivery-why-fault = Tiene un fallo propio
delivery-why-refused = Rechazó el comunicado
delivery-answer = { $why }, respuesta { $status }
