refusal-call-past = Matatapos ang panawagan bago ito magsimula. Pumili ng araw na darating pa.
refusal-call-many = Hanggang { $count } lang ang puwede sa isang panawagan: { $what }.
refusal-call-over = Sarado na ang panawagan at hindi na tumatanggap ng sagot.
refusal-call-closed = Sarado na ang panawagan. Maglathala ng bago.
refusal-call-no-idea = Ideya lang ang puwedeng gamitin. Sagutin na lang ang panawagan.
refusal-call-own-call = Sarili mong panawagan ito. Sumagot sa isang mensahe sa ilalim nito.
refusal-call-own-message = Sarili mong mensahe ito. Sagutin ang isinulat nila.
refusal-call-empty = Isulat ang sagot mo.
