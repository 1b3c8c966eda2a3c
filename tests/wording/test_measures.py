from negotiator.domain.costing.kinds import KINDS, PERSON_FIELDS, FieldType
from negotiator.domain.costing.result import COMPONENTS
from negotiator.wording import measures


def test_every_kind_and_parameter_and_choice_has_words():
    for kind in KINDS.values():
        assert measures.kind_label(kind.name)
        assert measures.kind_help(kind.name).endswith(".")
        for field in kind.fields:
            assert measures.field_label(kind.name, field.name)
            assert measures.field_help(kind.name, field.name).endswith(".")
            if field.type is FieldType.CHOICE:
                assert all(measures.choice_label(field.name, choice) for choice in field.choices)
    for field in PERSON_FIELDS:
        assert measures.FIELD_LABELS[field.name]


def test_every_component_has_a_label():
    assert set(COMPONENTS) | {"total"} == set(measures.COMPONENT_LABELS)


def test_the_parameters_named_by_a_kind_are_its_own():
    for kind in KINDS.values():
        names = {field.name for field in kind.fields}
        assert len(names) == len(kind.fields)
        assert {name for group in kind.one_of + kind.at_most_one for name in group} <= names
