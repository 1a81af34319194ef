//! What all views share: a part of an article is the article and a number, equal when both are.

/// Declares a view: a frozen Python class over one part of an article's record.
///
/// `$list` is the article's attribute that holds such parts, `$part` the core's type and how to reach it. With
/// `spanned`, the part stands in the text and gets `text`, `start` and `end`.
macro_rules! view {
    (
        $(#[$meta:meta])*
        $name:ident, $list:literal, |$record:ident, $index:ident| -> $part:ty { $get:expr }
        spanned by |$it:ident| $span:expr;
        $($methods:tt)*
    ) => {
        impl $name {
            fn span(&self) -> $crate::span::Span {
                let $it = self.part();
                $span
            }
        }

        $crate::python::view::view! {
            $(#[$meta])*
            $name, $list, |$record, $index| -> $part { $get };

            /// The words themselves: `article.text[start:end]`.
            #[getter]
            fn text(&self) -> &str {
                self.article.get().slice(self.span())
            }

            /// Where it starts in the article's text, in Unicode code points.
            #[getter]
            fn start(&self) -> u32 {
                self.article.get().offset(self.span().start)
            }

            /// Where it ends in the article's text, in Unicode code points, exclusive.
            #[getter]
            fn end(&self) -> u32 {
                self.article.get().offset(self.span().end)
            }

            $($methods)*
        }
    };
    (
        $(#[$meta:meta])*
        $name:ident, $list:literal, |$record:ident, $index:ident| -> $part:ty { $get:expr };
        $($methods:tt)*
    ) => {
        $(#[$meta])*
        #[pyo3::pyclass(frozen, module = "dateline")]
        pub(super) struct $name {
            article: pyo3::Py<$crate::python::article::Article>,
            index: usize,
        }

        impl $name {
            pub(super) fn new(article: &pyo3::Bound<'_, $crate::python::article::Article>, index: usize) -> Self {
                $name { article: article.clone().unbind(), index }
            }

            fn part(&self) -> $part {
                let ($record, $index) = (self.article.get().record(), self.index);
                $get
            }
        }

        #[pyo3::pymethods]
        impl $name {
            $($methods)*

            /// The article that it belongs to.
            #[getter]
            fn article(&self, py: pyo3::Python<'_>) -> pyo3::Py<$crate::python::article::Article> {
                self.article.clone_ref(py)
            }

            fn __eq__(&self, other: &Self) -> bool {
                self.index == other.index && self.article.get() == other.article.get()
            }

            fn __hash__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<u64> {
                let article = pyo3::types::PyAnyMethods::hash(self.article.bind(py).as_any())?;
                Ok((article as u64) ^ (self.index as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
            }

            #[pyo3(signature = () -> "tuple[object, ...]")]
            fn __reduce__<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<(pyo3::Bound<'py, pyo3::PyAny>, (&'static str, usize))> {
                let part = pyo3::types::PyAnyMethods::getattr(self.article.bind(py).as_any(), "_part")?;
                Ok((part, ($list, self.index)))
            }
        }
    };
}

pub(super) use view;
