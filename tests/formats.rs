//! Every format that is read: one text in all of them, what is special to each, and files made to do harm.

mod constructs;
mod docx;
mod hostile;
mod same;
mod sensitivity;
mod silent;
mod structure;
mod web;
