using System;

namespace Devmem;

/// <summary>Ownership moves here: the parameter's callee, the return's caller, the field's or property's type must end the value.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class OwningAttribute : Attribute;
