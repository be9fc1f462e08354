withdrawn-title = Binawing pahayag
withdrawn-heading = Binawi ang pahayag na ito
withdrawn-by = Binawi ito ng { $coalition } noong { $when }.
withdrawn-published = Inilathala ito noong { $when }.
withdrawn-copies = Maaaring may makita pang mga kopya sa ibang lugar. Hindi na pinaninindigan ng { $coalition } ang mga ito.
withdrawn-others = <a>Basahin ang iba pang mga pahayag</a>
