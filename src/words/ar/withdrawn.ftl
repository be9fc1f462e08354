withdrawn-title = بيان مسحوب
withdrawn-heading = سُحب هذا البيان
withdrawn-by = سحبه { $coalition } في { $when }.
withdrawn-published = وكان قد نُشر في { $when }.
withdrawn-copies = قد تبقى منه نسخ في أماكن أخرى. لم يعد { $coalition } يقف وراءها.
withdrawn-others = <a>قراءة البيانات الأخرى</a>
