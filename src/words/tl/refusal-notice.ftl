# What is refused about notices.
refusal-notice-empty = Isulat ang gusto mong sabihin sa mga kasapi.
refusal-notice-long = Paikliin ang paunawa sa { $count } karakter o mas kaunti.
refusal-notice-backwards = Mas maaga ang huling araw kaysa sa una.
refusal-notice-past = Lumipas na ang huling araw. Pumili ng darating pa.
refusal-notice-no-sign = Tumugon gamit ang isang emoji.
refusal-notice-many-kinds = Mayroon nang { $count } uri ng tugon. Pumili ng isa sa mga iyon.
