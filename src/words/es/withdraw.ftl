withdraw-title = Retirar: { $name }
withdraw-heading = ¿Retirar este comunicado?
withdraw-read = Leerlo
withdraw-servers =
    { $count ->
        [0] Desaparece de la página pública y no se puede recuperar.
        [one] Pedimos a { $count } servidor que lo borre. Esto no se puede deshacer.
       *[other] Pedimos a { $count } servidores que lo borren. Esto no se puede deshacer.
    }
withdraw-copies = La mayoría de los servidores lo borran, pero nadie puede asegurar que desaparezcan todas las copias. Su dirección dirá que fue retirado y cuándo.
withdraw-do = Retirarlo
withdraw-keep = Conservarlo
