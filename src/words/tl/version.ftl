version-title = Mga bersyon ng: { $name }
version-heading = Mga bersyon ng pahayag na ito
version-back = Bumalik sa pahayag
version-none = Walang bersyong maipapakita.
version-number = Bersyon { $count }
version-now = ang nababasa ngayon
version-current = Kasalukuyan
