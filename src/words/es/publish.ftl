publish-check = Revisa antes de publicar
publish-check-change = Revisa el cambio
publish-nobody-follows = <strong>Todavía no sigue ningún otro servidor.</strong> Aparece enseguida en la página pública, y cualquiera puede copiarlo.
publish-goes-to =
    { $count ->
        [one] Esto va a { $count } servidor y no se puede recuperar.
       *[other] Esto va a { $count } servidores y no se puede recuperar.
    }
publish-can-read =
    { $count ->
        [one] { $count } persona puede leerlo allí.
       *[other] { $count } personas pueden leerlo allí.
    }
publish-earlier-text = Otros servidores pueden seguir mostrando el texto anterior. Aquí todas las versiones siguen siendo públicas.
publish-copies-stay = Puedes editarlo o retirarlo más tarde, pero pueden quedar copias.
publish-signed-by = Tu nombre no se muestra: lo firma { $coalition }.
publish-preview = Así se verá
publish-to =
    { $count ->
        [0] Publicar
        [one] Publicar en { $count } servidor
       *[other] Publicar en { $count } servidores
    }
publish-change-to =
    { $count ->
        [0] Publicar el cambio
        [one] Publicar el cambio en { $count } servidor
       *[other] Publicar el cambio en { $count } servidores
    }
publish-go-back = Volver y cambiarlo
